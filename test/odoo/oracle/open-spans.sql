-- What every receivable and payable item leaves open, and from which day until which (not included); spans with nothing open are left out.
-- Computed twice from different columns: "forward" adds to the item's balance each partial at its day; "backward" starts from the residual that
-- Odoo stores today and takes back each partial that lies after the span. A partial counts only if both of its items are in the population (posted,
-- same company, same kind of account); Odoo's stored residual contains the others too, so that they are taken back at any day.
CREATE TEMP TABLE open_span AS
WITH member AS (
  SELECT l.id, l.company_id, a.account_type, l.account_id, l.partner_id, l.currency_id, l.date_maturity, l.date, l.balance, l.amount_currency, l.amount_residual, l.amount_residual_currency,
    l.display_type IN ('line_section', 'line_subsection', 'line_note') OR l.balance = 0 AND l.amount_currency = 0 AS empty
  FROM account_move_line l JOIN account_account a ON a.id = l.account_id
  WHERE l.parent_state = 'posted' AND a.account_type IN ('asset_receivable', 'liability_payable')
), item AS (
  SELECT * FROM member WHERE NOT empty
), side AS (
  SELECT p.debit_move_id AS id, p.credit_move_id AS other, p.max_date, -p.amount AS s, -p.debit_amount_currency AS sc FROM account_partial_reconcile p
  UNION ALL
  SELECT p.credit_move_id, p.debit_move_id, p.max_date, p.amount, p.credit_amount_currency FROM account_partial_reconcile p
), matched AS (
  SELECT i.id, i.date, s.max_date, s.s, s.sc, o.id IS NOT NULL AS within, o.date AS other_date, o.empty AS other_empty
  FROM side s JOIN item i ON i.id = s.id
  LEFT JOIN member o ON o.id = s.other AND o.company_id = i.company_id AND o.account_type = i.account_type
), step AS (
  -- f, fc: what is added from that day on going forward; b, bc: what is taken back on every day before, going backward.
  SELECT id, date AS day, balance AS f, amount_currency AS fc, 0 AS b, 0 AS bc FROM item
  UNION ALL
  SELECT id, greatest(max_date, date, other_date), s, sc, 0, 0 FROM matched WHERE within AND NOT other_empty
  UNION ALL
  SELECT id, max_date, 0, 0, s, sc FROM matched WHERE within
  UNION ALL
  SELECT id, 'infinity', 0, 0, s, sc FROM matched WHERE NOT within
), span AS (
  SELECT id, day AS since, lead(day) OVER by_day AS until, sum(f) OVER by_day AS forward, sum(fc) OVER by_day AS forward_currency,
    sum(b) OVER whole - sum(b) OVER by_day AS later, sum(bc) OVER whole - sum(bc) OVER by_day AS later_currency
  FROM step WINDOW whole AS (PARTITION BY id), by_day AS (PARTITION BY id ORDER BY day)
), residual AS (
  SELECT i.company_id, i.account_type, i.id, i.account_id, i.partner_id, i.currency_id, i.date_maturity AS due, s.since, s.until,
    s.forward, s.forward_currency, i.amount_residual - s.later AS backward, i.amount_residual_currency - s.later_currency AS backward_currency
  -- Of several steps of one day only the last has a span; none begins before its item.
  FROM span s JOIN item i ON i.id = s.id WHERE s.since >= i.date AND (s.until IS NULL OR s.until > s.since)
)
SELECT r.*, coalesce(p.commercial_partner_id, r.partner_id, 0) AS commercial_partner_id, cur.name AS currency
FROM residual r LEFT JOIN res_partner p ON p.id = r.partner_id JOIN res_currency cur ON cur.id = r.currency_id
WHERE r.forward <> 0 OR r.forward_currency <> 0 OR r.backward <> 0 OR r.backward_currency <> 0
