/** Public methods that every record has from the framework, which no addon defines. */
export const BASE_METHODS: ReadonlySet<string> = new Set(
  (
    "browse copy copy_data create default_get ensure_one exists export_data fetch fields_get filtered filtered_domain flush_model flush_recordset " +
    "get_metadata grouped invalidate_model invalidate_recordset load mapped modified name_create name_get name_search new onchange read read_group " +
    "recompute search search_count search_fetch search_read sorted toggle_active action_archive action_unarchive unlink update write sudo concat union " +
    "with_company with_context with_env with_prefetch with_user get_formview_action get_formview_id get_access_action get_external_id get_base_url"
  ).split(" "),
);
