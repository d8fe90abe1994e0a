-- Tables of the lake. Amounts are minor units of their currency (company currency unless the name says otherwise), never floating point.
CREATE TABLE items (
  id INTEGER NOT NULL,
  move_id INTEGER NOT NULL,
  entry VARCHAR,
  label VARCHAR,
  ref VARCHAR,
  journal_id INTEGER,
  account_id INTEGER NOT NULL,
  partner_id INTEGER,
  company_id INTEGER NOT NULL,
  currency_id INTEGER NOT NULL,
  date DATE NOT NULL,
  due DATE,
  balance BIGINT NOT NULL,
  debit BIGINT NOT NULL,
  credit BIGINT NOT NULL,
  amount_currency BIGINT NOT NULL,
  residual BIGINT NOT NULL,
  residual_currency BIGINT NOT NULL,
  posted BOOLEAN NOT NULL,
  display_type VARCHAR,
  written TIMESTAMP
);
CREATE TABLE partials (
  id INTEGER NOT NULL,
  debit_item INTEGER NOT NULL,
  credit_item INTEGER NOT NULL,
  company_id INTEGER,
  max_date DATE NOT NULL,
  amount BIGINT NOT NULL,
  debit_amount_currency BIGINT NOT NULL,
  credit_amount_currency BIGINT NOT NULL,
  debit_currency_id INTEGER,
  credit_currency_id INTEGER,
  exchange_move_id INTEGER,
  written TIMESTAMP
);
CREATE TABLE accounts (
  company_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  code VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  type VARCHAR NOT NULL,
  non_trade BOOLEAN NOT NULL,
  active BOOLEAN NOT NULL
);
CREATE TABLE journals (
  id INTEGER NOT NULL,
  company_id INTEGER,
  code VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  type VARCHAR NOT NULL,
  active BOOLEAN NOT NULL
);
CREATE TABLE partners (
  id INTEGER NOT NULL,
  name VARCHAR NOT NULL,
  commercial_id INTEGER NOT NULL
);
CREATE TABLE rates (
  currency_id INTEGER NOT NULL,
  company_id INTEGER,
  date DATE NOT NULL,
  -- Units of the currency per unit of the company's currency, as Odoo writes the number.
  rate VARCHAR NOT NULL
);
