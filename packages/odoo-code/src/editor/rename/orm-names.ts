/** Attributes and methods that the ORM gives to every model, in any of the supported series: they are defined outside of all addons. */
const ORM_NAMES: ReadonlySet<string> = new Set(
  (
    "id ids env pool display_name create_uid create_date write_uid write_date " +
    "browse check_access check_access_rights check_access_rule concat copy copy_data copy_translations create default_get ensure_one exists " +
    "export_data fetch fields_get fields_view_get filtered filtered_domain flush flush_model flush_recordset formatted_read_group get_base_url " +
    "get_empty_list_help get_external_id get_field_translations get_formview_action get_formview_id get_metadata get_property_definition " +
    "get_view get_views get_xml_id grouped has_access init invalidate_cache invalidate_model invalidate_recordset load lock_for_update mapped " +
    "modified name_create name_get name_search new onchange read read_group refresh search search_count search_fetch search_read sorted sudo " +
    "toggle_active try_lock_for_update union unlink update update_field_translations user_has_groups view_header_get web_read web_save with_company " +
    "with_context with_env with_prefetch with_user write action_archive action_unarchive"
  ).split(" "),
);
const ORM_PRIVATE =
  /^(?:__\w+|_(?:abstract|active_name|add_missing_default_values|as_query|auto|auto_init|check_company|check_company_auto|check_parent_path|check_recursion|check_m2m_recursion|classify_fields|compute_display_name|compute_field_value|condition_to_sql|constraint_methods|convert_to_record|convert_to_write|context|cr|create|date_name|default_order|depends|description|export_rows|extract_records|fetch_field|fetch_query|field_to_sql|fields|filtered_access|flush_search|fold_name|get_external_ids|get_placeholder_filename|get_view|get_view_cache|has_cycle|in_cache_without|inherit|inherits|load_records|load_records_create|load_records_write|log_access|mapped_func|module|name|name_search|new|onchange_methods|onchange_eval|order|order_to_sql|origin|parent_name|parent_store|prepare_create_values|prefetch_ids|read|read_group|read_group_\w+|rec_name|rec_names_search|register|register_hook|rename_\w+|search|search_display_name|search_\w+_sql|sql_constraints|table|table_query|transient|transient_vacuum|translation_lookup|uid|unregister_hook|validate_fields|where_calc|write))$/;

export function isOrmName(name: string): boolean {
  return ORM_NAMES.has(name) || ORM_PRIVATE.test(name);
}
