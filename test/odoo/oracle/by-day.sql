-- Journal items added up by company, account, state and day, in one pass over all of them: what every statement is summed from.
CREATE TEMP TABLE by_day AS
SELECT l.company_id, l.account_id, l.parent_state, l.date, sum(l.debit) AS debit, sum(l.credit) AS credit, sum(l.balance) AS balance
FROM account_move_line l
WHERE l.parent_state IN ('posted', 'draft') AND l.display_type NOT IN ('line_section', 'line_subsection', 'line_note')
GROUP BY l.company_id, l.account_id, l.parent_state, l.date
