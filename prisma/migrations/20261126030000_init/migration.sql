-- The schema of 0.1.0, whole. What follows from prisma/schema, and what Prisma's schema can't say: the checks, the partitions,
-- the immutable tables, and room on the pages of rows that change often, so that their updates stay heap-only.

CREATE TYPE actor_kind AS ENUM ('MEMBER', 'API_KEY', 'PERSON', 'OPERATOR', 'SYSTEM');
CREATE TYPE export_kind AS ENUM ('JOURNAL', 'USAGE', 'TASKS', 'PAYMENTS', 'REVENUE');
CREATE TYPE export_format AS ENUM ('CSV', 'NDJSON', 'PARQUET');
CREATE TYPE export_status AS ENUM ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELED');
CREATE TYPE alert_kind AS ENUM ('BUDGET_THRESHOLD', 'BALANCE_LOW', 'LOT_EXPIRING', 'WEBHOOK_DISABLED', 'CREDITS_REQUESTED', 'PAYMENT_FAILED', 'TOP_UP_STOPPED');
CREATE TYPE credit_request_status AS ENUM ('OPEN', 'APPROVED', 'DECLINED', 'WITHDRAWN', 'EXPIRED');
CREATE TYPE credit_grant_form AS ENUM ('ALLOCATION', 'BUDGET_RAISE');
CREATE TYPE approval AS ENUM ('PENDING', 'APPROVED', 'DECLINED', 'LAPSED');
CREATE TYPE budget_period AS ENUM ('DAY', 'WEEK', 'MONTH', 'TOTAL');
CREATE TYPE burn_down_criterion AS ENUM ('PRIORITY', 'KIND', 'EXPIRY', 'AGE', 'COST');
CREATE TYPE delivery_status AS ENUM ('PENDING', 'SUCCEEDED', 'FAILED');
CREATE TYPE platform_scope AS ENUM ('READ', 'SUBMIT', 'SETTLE', 'GRANT', 'CATALOGUE', 'ORGANIZATIONS', 'KEYS');
CREATE TYPE hold_status AS ENUM ('OPEN', 'SPENT', 'RELEASED', 'TIMED_OUT');
CREATE TYPE journal_entry_type AS ENUM (
  'GRANT',
  'LOCK',
  'UNLOCK',
  'FREEZE',
  'SPEND',
  'RELEASE',
  'EXPIRE',
  'REVOKE',
  'MOVE_OUT',
  'MOVE_IN',
  'MOVE_BACK',
  'OWE',
  'REPAY',
  'WRITE_OFF',
  'CHARGE_BACK',
  'REFUND',
  'DEBT_OUT',
  'DEBT_IN'
);
CREATE TYPE label_kind AS ENUM ('ORGANIZATION', 'MEMBER', 'LOT', 'HOLD', 'TASK', 'API_KEY', 'SUBSCRIPTION');
CREATE TYPE late_outcome AS ENUM ('PAID', 'OWED', 'WRITTEN_OFF');
CREATE TYPE late_policy AS ENUM ('OWE', 'WRITE_OFF');
CREATE TYPE leaving AS ENUM ('CANCEL_TASKS', 'FINISH_TASKS');
CREATE TYPE lot_dispute AS ENUM ('OPEN', 'WON', 'LOST');
CREATE TYPE lot_kind AS ENUM ('SUBSCRIPTION', 'EXTRA', 'TOP_UP', 'PROMO', 'ADJUSTMENT', 'ALLOCATION');
CREATE TYPE lot_lock AS ENUM ('SCHEDULED', 'MANUAL', 'SUBSCRIPTION');
CREATE TYPE mail_kind AS ENUM (
  'INVITATION',
  'EMAIL_VERIFICATION',
  'PASSWORD_RESET',
  'NEW_DEVICE',
  'SECOND_FACTOR',
  'BALANCE_LOW',
  'BUDGET',
  'APPROVAL_NEEDED',
  'CREDITS_EXPIRING',
  'PAYMENT_FAILED',
  'RENEWAL',
  'CREDITS_REQUESTED',
  'ENDPOINT_DISABLED',
  'TOP_UP_STOPPED',
  'STATEMENT',
  'RECEIPT',
  'SIMULATION_ENDED'
);
CREATE TYPE mail_status AS ENUM ('PENDING', 'SENT', 'FAILED', 'DISCARDED');
CREATE TYPE organization_mode AS ENUM ('LIVE', 'SANDBOX');
CREATE TYPE organization_status AS ENUM ('ACTIVE', 'SUSPENDED', 'CLOSING', 'CLOSED');
CREATE TYPE plan_interval AS ENUM ('MONTH', 'YEAR');
CREATE TYPE plan_payment AS ENUM ('NOT_RECORDED', 'BEFORE_CREDITS', 'AFTER_CREDITS');
CREATE TYPE plan_refresh AS ENUM ('DAY', 'WEEK', 'MONTH', 'YEAR');
CREATE TYPE trial_end AS ENUM ('RENEW', 'LAPSE');
CREATE TYPE unused_time AS ENUM ('NOTHING', 'CREDIT', 'REFUND');
CREATE TYPE price_state AS ENUM ('ACTIVE', 'DEPRECATED', 'UNAVAILABLE');
CREATE TYPE price_unit AS ENUM ('CALL', 'SECOND', 'OUTPUT', 'MINUTE', 'CHARACTER', 'TOKEN', 'MEGAPIXEL', 'FIELD');
CREATE TYPE role AS ENUM ('OWNER', 'ADMIN', 'BILLING', 'MEMBER', 'VIEWER');
CREATE TYPE runner AS ENUM ('SANDBOX', 'WORKERS');
CREATE TYPE scope AS ENUM ('READ', 'SUBMIT', 'SETTLE', 'ADMIN', 'HOLD');
CREATE TYPE sign_in_method AS ENUM ('PASSWORD', 'TWO_FACTOR', 'ISSUER');
CREATE TYPE sign_in_requirement AS ENUM ('NONE', 'TWO_FACTOR', 'ISSUER');
CREATE TYPE subscription_status AS ENUM ('INCOMPLETE', 'TRIALING', 'ACTIVE', 'PAST_DUE', 'PAUSED', 'LAPSED', 'CANCELED');
CREATE TYPE task_status AS ENUM ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELED', 'TIMED_OUT');
CREATE TYPE upgrade_policy AS ENUM ('NET_OF_USED', 'CARRY_OVER_FIRST_CYCLE');
CREATE TYPE webhook_state AS ENUM ('ENABLED', 'PAUSED', 'DISABLED');

CREATE FUNCTION count_ended_sessions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE access_version SET version = version + 1 WHERE id = 1 AND EXISTS (SELECT 1 FROM ended);
  RETURN NULL;
END $$;

CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- An erasure removes a person's data. It changes neither what was done, to what, when, nor by what kind of caller.
  IF TG_OP = 'UPDATE' AND current_setting('holdfast.erasing', true) = 'on'
    AND (NEW.organization_id, NEW.id, NEW.actor_kind, NEW.action, NEW.subject_type, NEW.subject_id, NEW.created_at)
      = (OLD.organization_id, OLD.id, OLD.actor_kind, OLD.action, OLD.subject_type, OLD.subject_id, OLD.created_at)
  THEN RETURN NEW;
  END IF;
  RAISE EXCEPTION 'the audit log is never edited' USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION refuse_book_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what is in the book is never edited' USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION refuse_journal_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'journal entries are immutable' USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION refuse_price_rule_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'price rules are never edited' USING ERRCODE = 'restrict_violation';
END $$;

CREATE TABLE access_version (
  id smallint NOT NULL,
  version bigint NOT NULL,
  processes_looked_at timestamptz(3),
  CONSTRAINT access_version_single CHECK (id = 1),
  CONSTRAINT access_version_pkey PRIMARY KEY (id)
);

CREATE TABLE alert (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  kind alert_kind NOT NULL,
  budget_id uuid,
  threshold smallint,
  message text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  credits bigint,
  lot_id uuid,
  wallet_id uuid,
  endpoint_id uuid,
  request_id uuid,
  payment_id uuid,
  lost_at timestamptz(3),
  CONSTRAINT alert_pkey PRIMARY KEY (organization_id, id)
);
CREATE INDEX alert_of_all ON alert (id);
CREATE INDEX alert_of_budget ON alert (organization_id, budget_id, created_at, id) WHERE (budget_id IS NOT NULL);
CREATE INDEX alert_of_kind ON alert (organization_id, kind, created_at, id);
CREATE INDEX alert_organization_id_created_at_id_idx ON alert (organization_id, created_at, id);
CREATE INDEX alert_of_wallet ON alert (organization_id, wallet_id, created_at, id) WHERE (wallet_id IS NOT NULL);
CREATE INDEX alert_of_lot ON alert (organization_id, lot_id) WHERE (lot_id IS NOT NULL);

CREATE TABLE allocation_rule (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  credit_type text NOT NULL,
  credits bigint NOT NULL,
  reclaim boolean NOT NULL,
  last_cycle_start timestamptz(3),
  created_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3),
  CONSTRAINT allocation_rule_bounds CHECK (credits > 0),
  CONSTRAINT allocation_rule_pkey PRIMARY KEY (organization_id, id)
);
CREATE INDEX allocation_rule_live ON allocation_rule (organization_id) WHERE (ended_at IS NULL);

CREATE TABLE api_key (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  member_id uuid,
  prefix text NOT NULL,
  hash bytea NOT NULL,
  created_at timestamptz(3) NOT NULL,
  allowed_addresses text[],
  expires_at timestamptz(3),
  last_used_at timestamptz(3),
  name text NOT NULL,
  revoked_at timestamptz(3),
  scopes scope[],
  lineage_id uuid NOT NULL,
  CONSTRAINT api_key_pkey PRIMARY KEY (organization_id, id)
);
CREATE UNIQUE INDEX api_key_hash_key ON api_key (hash);
CREATE INDEX api_key_organization_id_lineage_id_idx ON api_key (organization_id, lineage_id);

CREATE TABLE audit_entry (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  actor_kind actor_kind NOT NULL,
  actor_id text,
  actor_name text NOT NULL,
  address text,
  request_id text,
  action text NOT NULL,
  subject_type text NOT NULL,
  subject_id text NOT NULL,
  before jsonb,
  after jsonb,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT audit_entry_pkey PRIMARY KEY (organization_id, id)
);
CREATE INDEX audit_entry_subject ON audit_entry (organization_id, subject_id);
CREATE TRIGGER audit_entry_immutable BEFORE DELETE OR UPDATE ON audit_entry FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER audit_entry_whole BEFORE TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();

CREATE TABLE auth_account (
  id text NOT NULL,
  account_id text NOT NULL,
  provider_id text NOT NULL,
  user_id text NOT NULL,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz(3),
  refresh_token_expires_at timestamptz(3),
  scope text,
  password text,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT auth_account_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX auth_account_provider_id_account_id_key ON auth_account (provider_id, account_id);
CREATE UNIQUE INDEX auth_account_user_id_provider_id_key ON auth_account (user_id, provider_id);

CREATE TABLE auth_secret (
  id smallint NOT NULL,
  secret text NOT NULL,
  CONSTRAINT auth_secret_single CHECK (id = 1),
  CONSTRAINT auth_secret_pkey PRIMARY KEY (id)
);

CREATE TABLE auth_session (
  id text NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  token text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  ip_address text,
  user_agent text,
  method sign_in_method DEFAULT 'PASSWORD'::sign_in_method NOT NULL,
  organization_id uuid,
  user_id text NOT NULL,
  CONSTRAINT auth_session_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX auth_session_token_key ON auth_session (token);
CREATE INDEX auth_session_user_id_idx ON auth_session (user_id);
CREATE TRIGGER auth_session_ended AFTER DELETE ON auth_session REFERENCING OLD TABLE AS ended FOR EACH STATEMENT EXECUTE FUNCTION count_ended_sessions();

CREATE TABLE auth_two_factor (
  id text NOT NULL,
  secret text NOT NULL,
  backup_codes text NOT NULL,
  verified boolean DEFAULT true NOT NULL,
  failed_verification_count integer DEFAULT 0 NOT NULL,
  locked_until timestamptz(3),
  user_id text NOT NULL,
  CONSTRAINT auth_two_factor_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX auth_two_factor_user_id_key ON auth_two_factor (user_id);

CREATE TABLE auth_user (
  id text NOT NULL,
  name text NOT NULL,
  email text NOT NULL,
  email_verified boolean NOT NULL,
  image text,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  two_factor_enabled boolean DEFAULT false NOT NULL,
  CONSTRAINT auth_user_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX auth_user_email_key ON auth_user (email);

CREATE TABLE auth_verification (
  id text NOT NULL,
  identifier text NOT NULL,
  value text NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT auth_verification_pkey PRIMARY KEY (id)
);
CREATE INDEX auth_verification_identifier_idx ON auth_verification (identifier);

CREATE TABLE balance_threshold (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  holder_id uuid NOT NULL,
  credit_type text NOT NULL,
  credits bigint,
  percent smallint,
  is_below boolean NOT NULL,
  created_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3),
  CONSTRAINT balance_threshold_pkey PRIMARY KEY (organization_id, id)
);

CREATE TABLE budget (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  member_id uuid,
  credit_type text NOT NULL,
  model text,
  operation text,
  period budget_period NOT NULL,
  credits bigint NOT NULL,
  created_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3),
  api_key_id uuid,
  hard boolean DEFAULT true NOT NULL,
  tag text,
  thresholds smallint[] DEFAULT ARRAY[]::smallint[] NOT NULL,
  raises jsonb DEFAULT '[]'::jsonb NOT NULL,
  CONSTRAINT budget_pkey PRIMARY KEY (organization_id, id)
);

CREATE TABLE budget_usage (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  budget_id uuid NOT NULL,
  period_start timestamptz(3) NOT NULL,
  period_end timestamptz(3),
  frozen bigint NOT NULL,
  spent bigint NOT NULL,
  alerted smallint DEFAULT 0 NOT NULL,
  taken_over bigint DEFAULT 0 NOT NULL,
  CONSTRAINT budget_usage_positive CHECK (LEAST(frozen, spent) >= 0),
  CONSTRAINT budget_usage_pkey PRIMARY KEY (organization_id, id)
) WITH (fillfactor='50');
CREATE UNIQUE INDEX budget_usage_organization_id_budget_id_period_start_key ON budget_usage (organization_id, budget_id, period_start);

CREATE TABLE catalogue (
  name text NOT NULL,
  version bigint NOT NULL,
  description text NOT NULL,
  sources text[],
  assumed jsonb NOT NULL,
  loaded_at timestamptz(3) NOT NULL,
  CONSTRAINT catalogue_pkey PRIMARY KEY (name)
);
CREATE INDEX catalogue_version_idx ON catalogue (version);

CREATE TABLE cell (
  id smallint NOT NULL,
  CONSTRAINT cell_pkey PRIMARY KEY (id)
);

-- The cell that has an organization: src/database/cells.ts. The numbers are PostgreSQL's own, of the hash by which it finds a partition.
CREATE FUNCTION cell_of(organization uuid) RETURNS smallint LANGUAGE sql STABLE AS $$
  SELECT max(id) FROM public.cell, generate_series(0, 6) AS bits
  WHERE id = ((uuid_hash_extended(organization, 8816678312871386365) & 63) + 35) & ((1 << bits) - 1)
$$;

CREATE TABLE checkpoint (
  number bigint NOT NULL,
  published_at timestamptz(3) NOT NULL,
  heads integer NOT NULL,
  root bytea NOT NULL,
  previous bytea NOT NULL,
  hash bytea NOT NULL,
  CONSTRAINT checkpoint_pkey PRIMARY KEY (number)
);

CREATE TABLE checkpoint_head (
  organization_id uuid NOT NULL,
  wallet_id uuid NOT NULL,
  sequence bigint NOT NULL,
  head bytea NOT NULL,
  number bigint NOT NULL,
  "position" integer NOT NULL,
  CONSTRAINT checkpoint_head_pkey PRIMARY KEY (organization_id, wallet_id, sequence)
);
CREATE UNIQUE INDEX checkpoint_head_number_position_key ON checkpoint_head (number, "position");

CREATE TABLE credit_lot (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  wallet_id uuid NOT NULL,
  kind lot_kind NOT NULL,
  granted bigint NOT NULL,
  available bigint NOT NULL,
  locked bigint NOT NULL,
  frozen bigint NOT NULL,
  spent bigint NOT NULL,
  expired bigint NOT NULL,
  revoked bigint NOT NULL,
  priority integer NOT NULL,
  lock lot_lock,
  usable_from timestamptz(3),
  models text[],
  operations text[],
  expires_at timestamptz(3),
  source text,
  open boolean NOT NULL,
  created_at timestamptz(3) NOT NULL,
  cost_amount bigint,
  cost_credits bigint,
  currency text,
  dispute lot_dispute,
  grace_seconds integer,
  moved bigint NOT NULL,
  origin_lot_id uuid,
  requires_subscription boolean NOT NULL,
  grace_from timestamptz(3),
  request_id uuid,
  falls_back_at timestamptz(3),
  CONSTRAINT credit_lot_balanced CHECK ((granted = ((((((available + locked) + frozen) + spent) + expired) + moved) + revoked)) AND (LEAST(available, locked, frozen, spent, expired, moved, revoked) >= 0) AND (open = ((available > 0) OR (locked > 0) OR (frozen > 0))) AND
    CASE
      WHEN ((lock IS NULL) AND (dispute IS DISTINCT FROM 'OPEN'::lot_dispute)) THEN (locked = 0)
      ELSE (available = 0)
    END),
  CONSTRAINT credit_lot_cost CHECK ((num_nulls(cost_amount, cost_credits, currency) = ANY (ARRAY[0, 3])) AND (cost_amount >= 0) AND (cost_credits > 0)),
  CONSTRAINT credit_lot_falls_back CHECK ((request_id IS NULL) = (falls_back_at IS NULL)),
  CONSTRAINT credit_lot_pkey PRIMARY KEY (organization_id, id)
) WITH (fillfactor='50');
CREATE INDEX credit_lot_expiring ON credit_lot (expires_at) WHERE (open = true);
CREATE INDEX credit_lot_falling_back ON credit_lot (falls_back_at) WHERE (open AND (falls_back_at IS NOT NULL));
CREATE INDEX credit_lot_of_kind ON credit_lot (organization_id, wallet_id, kind, created_at, id);
CREATE INDEX credit_lot_of_source ON credit_lot (organization_id, wallet_id, source, created_at, id) WHERE (source IS NOT NULL);
CREATE INDEX credit_lot_of_wallet ON credit_lot (organization_id, wallet_id, created_at, id);
CREATE INDEX credit_lot_open ON credit_lot (organization_id, wallet_id, created_at, id) WHERE (open = true);
CREATE INDEX credit_lot_scheduled ON credit_lot (usable_from) WHERE (lock = 'SCHEDULED'::lot_lock);
CREATE INDEX credit_lot_split_off ON credit_lot (organization_id, origin_lot_id) WHERE (origin_lot_id IS NOT NULL);

-- Holds and their lines are partitioned by their ids, which begin with the time at which they were made.
-- src/database/partitions.ts adds a partition for each quarter; the default one holds what has none.
CREATE TABLE expiry_look (
  organization_id uuid NOT NULL,
  looked_at timestamptz(3) NOT NULL,
  next_at timestamptz(3) NOT NULL,
  days smallint NOT NULL,
  CONSTRAINT expiry_look_pkey PRIMARY KEY (organization_id)
);

CREATE TABLE export (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  kind export_kind NOT NULL,
  format export_format NOT NULL,
  status export_status DEFAULT 'QUEUED' NOT NULL,
  sequence integer NOT NULL,
  from_at timestamptz(3),
  until_at timestamptz(3),
  created_at timestamptz(3) NOT NULL,
  started_at timestamptz(3),
  ended_at timestamptz(3),
  expires_at timestamptz(3),
  attempts integer DEFAULT 0 NOT NULL,
  stops integer DEFAULT 0 NOT NULL,
  rows bigint DEFAULT 0 NOT NULL,
  rows_total bigint,
  bytes bigint,
  sha256 text,
  failure text,
  CONSTRAINT export_pkey PRIMARY KEY (organization_id, id)
);
CREATE INDEX export_open ON export (id) WHERE (ended_at IS NULL);
CREATE INDEX export_expiring ON export (expires_at) WHERE (expires_at IS NOT NULL);

CREATE TABLE facade (
  name text NOT NULL,
  version bigint NOT NULL,
  definition jsonb,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT facade_pkey PRIMARY KEY (name)
);
CREATE INDEX facade_version_idx ON facade (version);

CREATE TABLE feed_batch (
  last bigint NOT NULL,
  first bigint NOT NULL,
  batch bigint,
  at timestamptz(3) NOT NULL,
  organizations uuid[],
  events text NOT NULL,
  cell smallint,
  local bigint,
  CONSTRAINT feed_batch_pkey PRIMARY KEY (last)
);
CREATE INDEX feed_batch_of_cell ON feed_batch (cell, local) WHERE (cell IS NOT NULL);

CREATE TABLE feed_outbox (
  id uuid NOT NULL,
  organization_id uuid NOT NULL,
  act jsonb NOT NULL,
  by jsonb NOT NULL,
  CONSTRAINT feed_outbox_pkey PRIMARY KEY (id)
);

CREATE TABLE feed_pending (
  cell smallint NOT NULL,
  last bigint NOT NULL,
  first bigint NOT NULL,
  batch bigint NOT NULL,
  at timestamptz(3) NOT NULL,
  organizations uuid[],
  events text NOT NULL,
  CONSTRAINT feed_pending_pkey PRIMARY KEY (cell, last)
);

CREATE TABLE feed_sequence (
  id smallint NOT NULL DEFAULT 0,
  last bigint NOT NULL,
  at timestamptz(3) NOT NULL,
  taken bigint[],
  CONSTRAINT feed_sequence_pkey PRIMARY KEY (id)
);

CREATE TABLE hold (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  wallet_id uuid NOT NULL,
  task_id uuid,
  status hold_status NOT NULL,
  credits bigint NOT NULL,
  spent bigint NOT NULL,
  released bigint NOT NULL,
  first_lot_id uuid NOT NULL,
  first_credits bigint NOT NULL,
  description text,
  expires_at timestamptz(3) NOT NULL,
  created_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3),
  late late_outcome,
  usages uuid[],
  api_key_id uuid,
  counts_at timestamptz(3),
  member_id uuid,
  model text,
  operation text,
  owed bigint DEFAULT 0 NOT NULL,
  refunded bigint DEFAULT 0 NOT NULL,
  tags text[],
  run_id uuid,
  meter jsonb,
  CONSTRAINT hold_first_line CHECK (first_credits BETWEEN 1 AND credits),
  CONSTRAINT hold_refunded CHECK (refunded BETWEEN 0 AND spent + owed),
  CONSTRAINT hold_settled CHECK ((credits > 0) AND (spent >= 0) AND (released >= 0) AND
    CASE
      WHEN (status = 'OPEN'::hold_status) THEN ((spent < credits) AND (released = 0))
      ELSE ((spent + released) = credits)
    END),
  CONSTRAINT hold_pkey PRIMARY KEY (organization_id, id)
) PARTITION BY RANGE (id);
CREATE TABLE hold_default PARTITION OF hold DEFAULT WITH (fillfactor='80');
CREATE INDEX hold_default_expiring ON hold_default (expires_at) WHERE ((ended_at IS NULL) AND (task_id IS NULL));
CREATE INDEX hold_expiring ON hold (expires_at) WHERE ((ended_at IS NULL) AND (task_id IS NULL));
CREATE INDEX hold_spent ON hold (organization_id, ended_at) WHERE (spent > 0);
CREATE INDEX hold_owed ON hold (organization_id, ended_at) WHERE (owed > 0);
CREATE INDEX hold_refunded ON hold (organization_id, ended_at) WHERE (refunded > 0);
CREATE INDEX hold_run ON hold (organization_id, run_id, id) WHERE (run_id IS NOT NULL);
CREATE INDEX hold_open ON hold (organization_id, wallet_id, id) WHERE (ended_at IS NULL);

CREATE TABLE hold_line (
  organization_id uuid NOT NULL,
  hold_id uuid NOT NULL,
  "position" smallint NOT NULL,
  lot_id uuid NOT NULL,
  credits bigint NOT NULL,
  frozen_at timestamptz(3),
  CONSTRAINT hold_line_further CHECK ("position" > 0),
  CONSTRAINT hold_line_positive CHECK (credits > 0),
  CONSTRAINT hold_line_pkey PRIMARY KEY (organization_id, hold_id, "position")
) PARTITION BY RANGE (hold_id);
CREATE TABLE hold_line_default PARTITION OF hold_line DEFAULT;

CREATE TABLE http_provider (
  name text NOT NULL,
  definition jsonb NOT NULL,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  last_error text,
  last_error_at timestamptz(3),
  CONSTRAINT http_provider_pkey PRIMARY KEY (name)
);

CREATE TABLE idempotency_key (
  organization_id uuid NOT NULL,
  key text NOT NULL COLLATE pg_catalog."C",
  fingerprint bytea NOT NULL,
  result_id uuid NOT NULL,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT idempotency_key_pkey PRIMARY KEY (organization_id, key)
);

CREATE TABLE invitation (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  email text,
  role role NOT NULL,
  hash bytea NOT NULL,
  created_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  accepted_at timestamptz(3),
  declined_at timestamptz(3),
  withdrawn_at timestamptz(3),
  member_id uuid,
  inviter_id uuid,
  external_id text,
  metadata jsonb,
  CONSTRAINT invitation_pkey PRIMARY KEY (organization_id, id)
);
CREATE UNIQUE INDEX invitation_hash_key ON invitation (hash);

-- The journal is partitioned by the time at which an entry was written: created_at may be that of an organization's own clock.
-- Each partition has its own primary key: a key of the whole table would have to contain the time.
CREATE TABLE journal_entry (
  organization_id uuid NOT NULL,
  wallet_id uuid NOT NULL,
  sequence bigint NOT NULL,
  type journal_entry_type NOT NULL,
  credits bigint NOT NULL,
  available bigint NOT NULL,
  locked bigint NOT NULL,
  frozen bigint NOT NULL,
  lot_id uuid,
  hold_id uuid,
  task_id uuid,
  reason text,
  hash bytea NOT NULL,
  audit_entry_id uuid,
  other_wallet_id uuid,
  created_at timestamptz(3) NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  CONSTRAINT journal_entry_positive CHECK ((credits > 0) AND (LEAST(available, locked, frozen) >= 0))
) PARTITION BY RANGE (recorded_at);
CREATE TABLE journal_entry_default PARTITION OF journal_entry DEFAULT;
ALTER TABLE journal_entry_default ADD CONSTRAINT journal_entry_default_pkey PRIMARY KEY (organization_id, wallet_id, sequence);
CREATE INDEX journal_entry_of_lots ON journal_entry (organization_id, wallet_id, sequence) WHERE (lot_id IS NOT NULL);
CREATE TRIGGER journal_entry_immutable BEFORE DELETE OR UPDATE ON journal_entry FOR EACH ROW EXECUTE FUNCTION refuse_journal_change();
CREATE TRIGGER journal_entry_kept BEFORE TRUNCATE ON journal_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_journal_change();
CREATE TRIGGER journal_entry_kept BEFORE TRUNCATE ON journal_entry_default FOR EACH STATEMENT EXECUTE FUNCTION refuse_journal_change();

CREATE TABLE kept (
  organization_id uuid NOT NULL,
  tasks bigint DEFAULT 0 NOT NULL,
  task_bytes bigint DEFAULT 0 NOT NULL,
  file_bytes bigint DEFAULT 0 NOT NULL,
  tasks_max bigint,
  task_bytes_max bigint,
  file_bytes_max bigint,
  quotes_max bigint,
  CONSTRAINT kept_pkey PRIMARY KEY (organization_id)
);

CREATE TABLE known_device (
  user_id text NOT NULL,
  hash bytea NOT NULL,
  seen_at timestamptz(3) NOT NULL,
  CONSTRAINT known_device_pkey PRIMARY KEY (user_id, hash)
);

CREATE TABLE label (
  organization_id uuid NOT NULL,
  kind label_kind NOT NULL,
  subject_id uuid NOT NULL,
  external_id text COLLATE pg_catalog."C",
  metadata jsonb NOT NULL,
  CONSTRAINT label_pkey PRIMARY KEY (organization_id, kind, subject_id)
);
CREATE UNIQUE INDEX label_external_id ON label (organization_id, kind, external_id) WHERE (external_id IS NOT NULL);
CREATE UNIQUE INDEX label_of_organization ON label (external_id) WHERE ((kind = 'ORGANIZATION'::label_kind) AND (external_id IS NOT NULL));

CREATE TABLE lane (
  id uuid NOT NULL,
  batch bigint NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  feed bigint NOT NULL DEFAULT 0,
  cell smallint NOT NULL DEFAULT 0,
  CONSTRAINT lane_pkey PRIMARY KEY (id)
);

CREATE TABLE lot_policy (
  id uuid NOT NULL,
  version bigint NOT NULL,
  kind lot_kind NOT NULL,
  priority integer NOT NULL,
  expires_after_months integer,
  requires_subscription boolean NOT NULL,
  grace_seconds integer,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT lot_policy_bounds CHECK ((expires_after_months > 0) AND (grace_seconds >= 0)),
  CONSTRAINT lot_policy_pkey PRIMARY KEY (id)
);
CREATE INDEX lot_policy_version_idx ON lot_policy (version);
CREATE TRIGGER lot_policy_immutable BEFORE DELETE OR UPDATE ON lot_policy FOR EACH ROW EXECUTE FUNCTION refuse_book_change();

CREATE TABLE mail (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  kind mail_kind NOT NULL,
  cause text NOT NULL,
  recipient text NOT NULL,
  member_id uuid,
  name text,
  address text NOT NULL,
  subject text NOT NULL,
  facts jsonb NOT NULL,
  secret text,
  status mail_status DEFAULT 'PENDING'::mail_status NOT NULL,
  attempts integer DEFAULT 0 NOT NULL,
  error text,
  created_at timestamptz(3) NOT NULL,
  useful_until timestamptz(3),
  ended_at timestamptz(3),
  CONSTRAINT mail_pkey PRIMARY KEY (organization_id, id)
);
CREATE UNIQUE INDEX mail_organization_id_kind_cause_recipient_key ON mail (organization_id, kind, cause, recipient);
CREATE INDEX mail_over ON mail (ended_at) WHERE (ended_at IS NOT NULL);

-- CreateIndex
CREATE INDEX "mail_sealed" ON "mail"("organization_id", "id") WHERE (secret IS NOT NULL);

CREATE TABLE mail_preference (
  organization_id uuid NOT NULL,
  member_id uuid NOT NULL,
  kind mail_kind NOT NULL,
  wanted boolean NOT NULL,
  changed_at timestamptz(3) NOT NULL,
  CONSTRAINT mail_preference_pkey PRIMARY KEY (organization_id, member_id, kind)
);
CREATE INDEX mail_preference_statement ON mail_preference (organization_id, member_id) WHERE (kind = 'STATEMENT'::mail_kind AND wanted);

CREATE TABLE member (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  role role NOT NULL,
  created_at timestamptz(3) NOT NULL,
  leaving leaving,
  erasing boolean NOT NULL DEFAULT false,
  removed_at timestamptz(3),
  subject text,
  CONSTRAINT member_pkey PRIMARY KEY (organization_id, id)
);
CREATE INDEX member_erasing ON member (organization_id, id) WHERE erasing;
CREATE INDEX member_joined ON member (organization_id, created_at, id) WHERE (removed_at IS NULL);
CREATE INDEX member_of_role ON member (organization_id, role, created_at, id) WHERE (removed_at IS NULL);
CREATE INDEX member_leaving ON member (removed_at) WHERE (leaving IS NOT NULL);
CREATE UNIQUE INDEX member_subject ON member (subject, organization_id) WHERE ((subject IS NOT NULL) AND (removed_at IS NULL));

CREATE TABLE operator_key (
  id uuid NOT NULL,
  lineage_id uuid NOT NULL,
  name text NOT NULL,
  prefix text NOT NULL,
  hash bytea NOT NULL,
  scopes platform_scope[],
  allowed_addresses text[],
  created_at timestamptz(3) NOT NULL,
  created_by text,
  expires_at timestamptz(3),
  revoked_at timestamptz(3),
  revoked_by text,
  last_used_at timestamptz(3),
  CONSTRAINT operator_key_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX operator_key_hash_key ON operator_key (hash);
CREATE INDEX operator_key_lineage_id_idx ON operator_key (lineage_id);

CREATE TABLE operator_session (
  hash bytea NOT NULL,
  operator_key_id uuid NOT NULL,
  created_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  opened uuid[],
  CONSTRAINT operator_session_pkey PRIMARY KEY (hash)
);

CREATE TABLE organization_issuer (
  organization_id uuid NOT NULL,
  issuer text NOT NULL,
  client_id text NOT NULL,
  secret text NOT NULL,
  join_role role,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT organization_issuer_pkey PRIMARY KEY (organization_id)
);

CREATE TABLE issuer_domain (
  organization_id uuid NOT NULL,
  domain text NOT NULL,
  record text NOT NULL,
  verified_at timestamptz(3),
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT issuer_domain_pkey PRIMARY KEY (organization_id, domain)
);
CREATE UNIQUE INDEX issuer_domain_verified ON issuer_domain (domain) WHERE (verified_at IS NOT NULL);

CREATE TABLE organization (
  id uuid NOT NULL,
  name text NOT NULL,
  mode organization_mode NOT NULL,
  created_at timestamptz(3) NOT NULL,
  members_use_pool boolean NOT NULL,
  time_zone text NOT NULL,
  clock_at timestamptz(3),
  maintenance text,
  approval_above bigint,
  status organization_status DEFAULT 'ACTIVE'::organization_status NOT NULL,
  status_reason text,
  approval_seconds integer DEFAULT 86400 NOT NULL,
  webhook_events text[] DEFAULT ARRAY[]::text[] NOT NULL,
  tasks_at_once integer,
  expiry_alert_days smallint,
  top_ups jsonb,
  top_up_at timestamptz(3),
  refund_allowances jsonb,
  sign_in sign_in_requirement DEFAULT 'NONE'::sign_in_requirement NOT NULL,
  CONSTRAINT organization_pkey PRIMARY KEY (id)
);
CREATE INDEX organization_closing ON organization (id) WHERE (status = 'CLOSING'::organization_status);
CREATE INDEX organization_top_ups ON organization (top_up_at) WHERE (top_up_at IS NOT NULL);
CREATE INDEX organization_expiry_alerts ON organization (id) WHERE (expiry_alert_days IS NOT NULL);

CREATE TABLE plan (
  id uuid NOT NULL,
  version bigint NOT NULL,
  catalogue text,
  name text NOT NULL,
  title text NOT NULL,
  amount bigint,
  currency text,
  "interval" plan_interval NOT NULL,
  credits jsonb NOT NULL,
  rollover_max bigint,
  upgrade_policy upgrade_policy NOT NULL,
  extra_purchases boolean NOT NULL,
  models text[],
  operations text[],
  asset_kinds text[],
  seats integer,
  retired boolean NOT NULL,
  created_at timestamptz(3) NOT NULL,
  refresh plan_refresh NOT NULL,
  payment plan_payment NOT NULL,
  payment_days integer,
  trial_days integer,
  trial_credits jsonb,
  trial_end trial_end NOT NULL,
  unused_time unused_time NOT NULL,
  self_service boolean NOT NULL,
  concurrent_tasks integer,
  tasks_per_minute integer,
  features jsonb DEFAULT '[]'::jsonb NOT NULL,
  CONSTRAINT plan_bounds CHECK (((payment = 'NOT_RECORDED'::plan_payment) = (payment_days IS NULL)) AND (payment_days > 0) AND (trial_days > 0) AND (concurrent_tasks > 0) AND (tasks_per_minute > 0) AND (refresh <> 'YEAR'::plan_refresh OR "interval" = 'YEAR'::plan_interval) AND (amount >= 0) AND (num_nulls(amount, currency) = ANY (ARRAY[0, 2])) AND (rollover_max >= 0) AND (seats > 0)),
  CONSTRAINT plan_pkey PRIMARY KEY (id)
);
CREATE INDEX plan_version_idx ON plan (version);
CREATE TRIGGER plan_immutable BEFORE DELETE OR UPDATE ON plan FOR EACH ROW EXECUTE FUNCTION refuse_book_change();

CREATE TABLE price_book (
  id smallint NOT NULL,
  version bigint NOT NULL,
  maintenance text,
  facades text[],
  webhook_events text[],
  CONSTRAINT price_book_single CHECK (id = 1),
  CONSTRAINT price_book_pkey PRIMARY KEY (id)
);

CREATE TABLE price_rule (
  id uuid NOT NULL,
  provider text NOT NULL,
  model text NOT NULL,
  operation text NOT NULL,
  credit_type text NOT NULL,
  credits bigint NOT NULL,
  effective_from timestamptz(3) NOT NULL,
  created_at timestamptz(3) NOT NULL,
  asset_kind text,
  catalogue text,
  conditions jsonb NOT NULL,
  version bigint NOT NULL,
  effective_until timestamptz(3),
  input_limits jsonb NOT NULL,
  notice text,
  organization_id uuid NOT NULL,
  outputs smallint NOT NULL,
  quality smallint,
  state price_state NOT NULL,
  unit price_unit NOT NULL,
  unit_field text,
  variant text NOT NULL,
  http_provider text,
  runner runner,
  per bigint NOT NULL DEFAULT 1,
  measure jsonb NOT NULL DEFAULT '{}',
  fixed bigint NOT NULL DEFAULT 0,
  parts jsonb NOT NULL DEFAULT '[]',
  comparable_as text,
  upstream_cost jsonb,
  ends_contract boolean NOT NULL DEFAULT false,
  CONSTRAINT price_rule_bounds CHECK ((credits >= 0) AND (per > 0) AND (fixed >= 0) AND (outputs > 0) AND ((effective_until IS NULL) OR (effective_until > effective_from))),
  CONSTRAINT price_rule_pkey PRIMARY KEY (id)
);
CREATE INDEX price_rule_version_idx ON price_rule (version);
CREATE UNIQUE INDEX price_rule_organization_id_model_operation_variant_effectiv_key ON price_rule (organization_id, model, operation, variant, effective_from);
CREATE TRIGGER price_rule_immutable BEFORE DELETE OR UPDATE ON price_rule FOR EACH ROW EXECUTE FUNCTION refuse_price_rule_change();

CREATE TABLE home (
  id smallint NOT NULL,
  process_id uuid NOT NULL,
  addresses text[],
  token bytea NOT NULL,
  likeness text NOT NULL,
  since timestamptz(3) NOT NULL,
  CONSTRAINT home_pkey PRIMARY KEY (id)
);

CREATE TABLE process (
  id uuid NOT NULL,
  report jsonb NOT NULL,
  heard_at timestamptz(3) NOT NULL,
  CONSTRAINT process_pkey PRIMARY KEY (id)
);

CREATE TABLE quote (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  member_id uuid,
  created_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  version bigint NOT NULL,
  CONSTRAINT quote_pkey PRIMARY KEY (organization_id, id)
);
CREATE INDEX quote_over ON quote (expires_at);

CREATE TABLE quote_item (
  organization_id uuid NOT NULL,
  quote_id uuid NOT NULL,
  "position" smallint NOT NULL,
  price_rule_id uuid NOT NULL,
  units bigint NOT NULL,
  count integer NOT NULL,
  taken integer NOT NULL,
  credits bigint NOT NULL,
  further_costs jsonb,
  CONSTRAINT quote_item_pkey PRIMARY KEY (organization_id, quote_id, "position")
);

CREATE UNLOGGED TABLE request_rate (
  key text NOT NULL,
  points integer NOT NULL,
  expire bigint,
  CONSTRAINT request_rate_pkey PRIMARY KEY (key)
);

CREATE TABLE revenue_lot (
  organization_id uuid NOT NULL,
  lot_id uuid NOT NULL,
  month date NOT NULL,
  model text NOT NULL,
  spent bigint NOT NULL,
  expired bigint NOT NULL,
  revoked bigint NOT NULL,
  CONSTRAINT revenue_lot_pkey PRIMARY KEY (organization_id, lot_id, month, model)
) WITH (fillfactor = 80);

CREATE TABLE revenue_until (
  organization_id uuid NOT NULL,
  until timestamptz(3) NOT NULL,
  CONSTRAINT revenue_until_pkey PRIMARY KEY (organization_id)
);

CREATE TABLE credit_request (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  member_id uuid NOT NULL,
  credit_type text NOT NULL,
  credits bigint NOT NULL,
  reason text NOT NULL,
  task_id uuid,
  submission jsonb,
  status credit_request_status NOT NULL,
  created_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  decided_at timestamptz(3),
  note text,
  form credit_grant_form,
  granted bigint,
  until timestamptz(3),
  budget_id uuid,
  submitted_id uuid,
  fell_back_at timestamptz(3),
  took_back bigint,
  moved_in bigint,
  CONSTRAINT credit_request_bounds CHECK ((credits > 0) AND (granted > 0) AND ((took_back >= 0) AND (took_back <= granted)) AND ((status = 'OPEN'::credit_request_status) = (decided_at IS NULL)) AND ((status = 'APPROVED'::credit_request_status) = (form IS NOT NULL)) AND (num_nulls(form, granted) = ANY (ARRAY[0, 2]))),
  CONSTRAINT credit_request_pkey PRIMARY KEY (organization_id, id)
);
CREATE INDEX credit_request_of_member ON credit_request (organization_id, member_id, id);
CREATE INDEX credit_request_open ON credit_request (organization_id, member_id) WHERE (status = 'OPEN'::credit_request_status);
CREATE INDEX credit_request_expiring ON credit_request (expires_at) WHERE (status = 'OPEN'::credit_request_status);
CREATE INDEX credit_request_falling_back ON credit_request (until) WHERE ((until IS NOT NULL) AND (fell_back_at IS NULL));

CREATE TABLE run (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  parent_id uuid,
  path uuid[],
  member_id uuid,
  name text NOT NULL,
  credit_type text NOT NULL,
  credits bigint NOT NULL,
  frozen bigint NOT NULL,
  used bigint NOT NULL,
  sequence bigint NOT NULL,
  created_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3),
  closed_at timestamptz(3),
  CONSTRAINT run_within_cap CHECK (frozen >= 0 AND used >= 0 AND frozen + used <= credits),
  CONSTRAINT run_pkey PRIMARY KEY (organization_id, id)
) WITH (fillfactor='50');
CREATE INDEX run_part ON run (organization_id, parent_id, id) WHERE (parent_id IS NOT NULL);

CREATE TABLE subscription (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  plan_id uuid NOT NULL,
  status subscription_status NOT NULL,
  anchor_at timestamptz(3) NOT NULL,
  cycle integer NOT NULL,
  cycle_start timestamptz(3) NOT NULL,
  cycle_end timestamptz(3) NOT NULL,
  period_end timestamptz(3) NOT NULL,
  cancel_at_period_end boolean NOT NULL,
  next_plan_id uuid,
  allowances jsonb NOT NULL,
  created_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3),
  carry_limit jsonb,
  time_zone text NOT NULL,
  paused_days integer NOT NULL,
  paid_until timestamptz(3),
  payment_due_at timestamptz(3),
  awaited jsonb NOT NULL,
  unpaid jsonb NOT NULL,
  changes jsonb NOT NULL,
  trial_ends_at timestamptz(3),
  paused_at timestamptz(3),
  resumes_at timestamptz(3),
  due_at timestamptz(3),
  CONSTRAINT subscription_cycle CHECK ((cycle >= 0) AND (paused_days >= 0) AND ((status = 'PAUSED'::subscription_status) = (paused_at IS NOT NULL)) AND (cycle_start < cycle_end) AND (cycle_end <= period_end) AND ((status = 'CANCELED'::subscription_status) = (ended_at IS NOT NULL))),
  CONSTRAINT subscription_pkey PRIMARY KEY (organization_id, id)
);
CREATE INDEX subscription_due ON subscription (due_at) WHERE (due_at IS NOT NULL);
CREATE INDEX subscription_unpaid ON subscription (payment_due_at) WHERE (payment_due_at IS NOT NULL AND ended_at IS NULL);
CREATE UNIQUE INDEX subscription_live ON subscription (organization_id) WHERE (ended_at IS NULL);

CREATE TABLE task (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  member_id uuid,
  price_rule_id uuid NOT NULL,
  hold_id uuid,
  provider text NOT NULL,
  model text NOT NULL,
  operation text NOT NULL,
  input jsonb NOT NULL,
  credits bigint NOT NULL,
  status task_status NOT NULL,
  progress smallint NOT NULL,
  result jsonb,
  failure_reason text,
  sequence integer NOT NULL,
  deadline_at timestamptz(3) NOT NULL,
  created_at timestamptz(3) NOT NULL,
  started_at timestamptz(3),
  ended_at timestamptz(3),
  approval approval,
  timeout_seconds integer DEFAULT 600 NOT NULL,
  webhook_url text,
  is_leased boolean DEFAULT false NOT NULL,
  forgotten_at timestamptz(3),
  tags text[],
  api_key_id uuid,
  callback jsonb,
  further_costs jsonb,
  accepted jsonb,
  upstream_cost jsonb,
  CONSTRAINT task_pkey PRIMARY KEY (organization_id, id)
) WITH (fillfactor='70');
CREATE INDEX task_due ON task (deadline_at) WHERE (ended_at IS NULL);
CREATE INDEX task_forgettable ON task (ended_at) WHERE ((forgotten_at IS NULL) AND ((status = 'FAILED'::task_status) OR (status = 'CANCELED'::task_status) OR (status = 'TIMED_OUT'::task_status)));
CREATE INDEX task_of_member ON task (organization_id, member_id, id);
CREATE INDEX task_waiting ON task (organization_id, id) WHERE ((approval IS NOT NULL) AND (ended_at IS NULL));

CREATE TABLE task_lease (
  organization_id uuid NOT NULL,
  task_id uuid NOT NULL,
  id uuid NOT NULL,
  worker text,
  until timestamptz(3) NOT NULL,
  attempt integer NOT NULL,
  claimable_at timestamptz(3),
  reason text,
  CONSTRAINT task_lease_pkey PRIMARY KEY (organization_id, task_id)
);

CREATE TABLE task_retry (
  organization_id uuid NOT NULL,
  task_id uuid NOT NULL,
  attempts integer NOT NULL,
  reason text,
  CONSTRAINT task_retry_pkey PRIMARY KEY (organization_id, task_id)
);

CREATE TABLE task_tag (
  organization_id uuid NOT NULL,
  tag text NOT NULL,
  task_id uuid NOT NULL,
  CONSTRAINT task_tag_pkey PRIMARY KEY (organization_id, tag, task_id)
);

CREATE TABLE task_webhook_secret (
  organization_id uuid NOT NULL,
  secret text NOT NULL,
  old_secret text,
  old_secret_until timestamptz(3),
  CONSTRAINT task_webhook_secret_pkey PRIMARY KEY (organization_id)
);

CREATE TABLE upstream_job (
  organization_id uuid NOT NULL,
  task_id uuid NOT NULL,
  provider text NOT NULL,
  step integer NOT NULL,
  given_at timestamptz(3),
  upstream_id text,
  answer jsonb,
  failures integer NOT NULL,
  created_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3),
  submissions integer DEFAULT 0 NOT NULL,
  traceparent text,
  CONSTRAINT upstream_job_pkey PRIMARY KEY (organization_id, task_id)
);
CREATE INDEX upstream_job_at_work ON upstream_job (provider) WHERE ((given_at IS NOT NULL) AND (ended_at IS NULL));
CREATE INDEX upstream_job_waiting ON upstream_job (provider, organization_id, task_id) WHERE ((given_at IS NULL) AND (ended_at IS NULL));

-- What each batch has used, until a job has added it up. As text, because that is read once.
CREATE TABLE usage_batch (
  batch bigint NOT NULL,
  organizations uuid[] NOT NULL,
  rows text NOT NULL,
  costs text,
  CONSTRAINT usage_batch_pkey PRIMARY KEY (batch)
);
-- Each batch is read once and soon: compressing it would be in vain.
ALTER TABLE usage_batch ALTER COLUMN rows SET STORAGE EXTERNAL;

-- What tasks that ended in an hour have cost upstream. It has rows only for costs that are known.
CREATE TABLE usage_cost (
  organization_id uuid NOT NULL,
  hour timestamptz(3) NOT NULL,
  credit_type text NOT NULL,
  model text,
  operation text,
  member_id uuid,
  api_key_id uuid,
  tags text[],
  currency text NOT NULL,
  -- The first day of the month of UTC in which the tasks ended.
  month date NOT NULL,
  -- In millionths, so 64 bits hold the largest cost of some thousand tasks.
  cost numeric NOT NULL
) WITH (fillfactor = 80);
CREATE UNIQUE INDEX usage_cost_of ON usage_cost
  (organization_id, hour, credit_type, model, operation, member_id, api_key_id, tags, currency, month) NULLS NOT DISTINCT;
-- For the platform's reports over all organizations.
CREATE INDEX usage_cost_at ON usage_cost (hour);

CREATE TABLE usage_detail (
  organization_id uuid NOT NULL,
  hour timestamptz(3) NOT NULL,
  credit_type text NOT NULL,
  model text,
  operation text,
  member_id uuid,
  api_key_id uuid,
  tags text[],
  spent bigint NOT NULL,
  owed bigint NOT NULL,
  written_off bigint NOT NULL,
  refunded bigint NOT NULL,
  succeeded bigint NOT NULL,
  failed bigint NOT NULL,
  canceled bigint NOT NULL,
  timed_out bigint NOT NULL,
  duration_ms bigint NOT NULL
) WITH (fillfactor = 80);
CREATE UNIQUE INDEX usage_detail_of ON usage_detail
  (organization_id, hour, credit_type, model, operation, member_id, api_key_id, tags) NULLS NOT DISTINCT;

CREATE TABLE usage_total (
  organization_id uuid NOT NULL,
  hour timestamptz(3) NOT NULL,
  credit_type text NOT NULL,
  model text,
  operation text,
  spent bigint NOT NULL,
  owed bigint NOT NULL,
  written_off bigint NOT NULL,
  refunded bigint NOT NULL,
  succeeded bigint NOT NULL,
  failed bigint NOT NULL,
  canceled bigint NOT NULL,
  timed_out bigint NOT NULL,
  duration_ms bigint NOT NULL
) WITH (fillfactor = 80);
CREATE UNIQUE INDEX usage_total_of ON usage_total (organization_id, hour, credit_type, model, operation) NULLS NOT DISTINCT;
-- For the platform's reports over all organizations.
CREATE INDEX usage_total_at ON usage_total (hour);

CREATE TABLE wallet (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  credit_type text NOT NULL,
  granted bigint NOT NULL,
  available bigint NOT NULL,
  locked bigint NOT NULL,
  frozen bigint NOT NULL,
  spent bigint NOT NULL,
  expired bigint NOT NULL,
  revoked bigint NOT NULL,
  burn_down burn_down_criterion[],
  overspend boolean NOT NULL,
  sequence bigint NOT NULL,
  head bytea NOT NULL,
  created_at timestamptz(3) NOT NULL,
  holder_id uuid NOT NULL,
  late_policy late_policy NOT NULL,
  moved bigint NOT NULL,
  owed bigint NOT NULL,
  written_off bigint NOT NULL,
  CONSTRAINT wallet_balanced CHECK ((granted = ((((((available + locked) + frozen) + spent) + expired) + moved) + revoked)) AND (LEAST(available, locked, frozen, spent, expired, moved, revoked, owed, written_off) >= 0)),
  CONSTRAINT wallet_pkey PRIMARY KEY (organization_id, id)
) WITH (fillfactor='50');
CREATE UNIQUE INDEX wallet_organization_id_holder_id_credit_type_key ON wallet (organization_id, holder_id, credit_type);
CREATE INDEX wallet_owing ON wallet (organization_id) WHERE (owed > 0);

CREATE TABLE webhook_delivery (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  endpoint_id uuid,
  message_id text NOT NULL,
  event text NOT NULL,
  body text NOT NULL,
  status delivery_status NOT NULL,
  attempts integer NOT NULL,
  response_status integer,
  error text,
  created_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3),
  task_id uuid,
  url text,
  due_at timestamptz(3) DEFAULT CURRENT_TIMESTAMP NOT NULL,
  about_organization_id uuid,
  signing jsonb,
  traceparent text,
  CONSTRAINT webhook_delivery_pkey PRIMARY KEY (organization_id, id)
);
CREATE INDEX webhook_delivery_about ON webhook_delivery (about_organization_id) WHERE (about_organization_id IS NOT NULL);
CREATE INDEX webhook_delivery_due ON webhook_delivery (organization_id, endpoint_id, due_at) WHERE (ended_at IS NULL);
CREATE INDEX webhook_delivery_of_task ON webhook_delivery (organization_id, task_id) WHERE (task_id IS NOT NULL);
CREATE INDEX webhook_delivery_organization_id_endpoint_id_created_at_idx ON webhook_delivery (organization_id, endpoint_id, created_at);
CREATE INDEX webhook_delivery_over ON webhook_delivery (ended_at) WHERE (ended_at IS NOT NULL);

CREATE TABLE webhook_endpoint (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  url text NOT NULL,
  events text[],
  state webhook_state NOT NULL,
  state_reason text,
  secret text NOT NULL,
  old_secret text,
  old_secret_until timestamptz(3),
  created_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3),
  delivered_at timestamptz(3),
  feed_number bigint,
  failing_since timestamptz(3),
  retry_at timestamptz(3),
  about_organization_id uuid,
  CONSTRAINT webhook_endpoint_pkey PRIMARY KEY (organization_id, id)
);
CREATE INDEX webhook_endpoint_waiting ON webhook_endpoint (organization_id, id) WHERE ((state <> 'ENABLED'::webhook_state) AND (ended_at IS NULL));

-- The price book and the access version have one row each.
INSERT INTO price_book (id, version, maintenance, facades, webhook_events) VALUES (1, 1, NULL, '{}', '{}');
INSERT INTO access_version (id, version) VALUES (1, 1);
INSERT INTO cell (id) VALUES (0);

-- CreateEnum
CREATE TYPE "payment_provider" AS ENUM ('STRIPE', 'OXAPAY', 'MANUAL', 'SANDBOX');

-- CreateEnum
CREATE TYPE "payment_trigger" AS ENUM ('PURCHASE', 'RENEWAL', 'TOP_UP');

-- CreateEnum
CREATE TYPE "payment_stage" AS ENUM ('OPEN', 'PROCESSING', 'FAILED', 'EXPIRED', 'CANCELED');

-- CreateEnum
CREATE TYPE "payment_status" AS ENUM ('OPEN', 'PROCESSING', 'FAILED', 'EXPIRED', 'CANCELED', 'PAID', 'PARTIALLY_PAID', 'REFUNDED', 'DISPUTED');

-- CreateEnum
CREATE TYPE "payment_problem" AS ENUM ('UNDERPAID', 'OVERPAID', 'OTHER_CURRENCY', 'NOT_GRANTED', 'REFUND_WAITS', 'PROVIDER_DIFFERS');

-- CreateTable
CREATE TABLE "credit_pack" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "external_id" TEXT,
    "kind" "lot_kind" NOT NULL,
    "amount" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "credits" JSONB NOT NULL,
    "steps" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "credit_pack_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "member_id" UUID,
    "provider" "payment_provider" NOT NULL,
    "trigger" "payment_trigger" NOT NULL,
    "stage" "payment_stage" NOT NULL,
    "status" "payment_status" NOT NULL,
    "reference" TEXT,
    "pack_id" UUID,
    "quantity" INTEGER NOT NULL,
    "plan_id" UUID,
    "title" TEXT NOT NULL,
    "lines" JSONB NOT NULL,
    "kind" "lot_kind" NOT NULL,
    "amount" BIGINT NOT NULL,
    "tax" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "received" BIGINT NOT NULL,
    "refunded" BIGINT NOT NULL,
    "accepted" BIGINT NOT NULL,
    "settled" BIGINT NOT NULL,
    "returned" BIGINT NOT NULL,
    "disputes" JSONB NOT NULL,
    "dispute" "lot_dispute",
    "problem" "payment_problem",
    "problem_text" TEXT,
    "failure" TEXT,
    "checkout_url" TEXT,
    "return_url" TEXT,
    "save_method" BOOLEAN NOT NULL,
    "sequence" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),
    "check_at" TIMESTAMPTZ(3),
    "checks" INTEGER NOT NULL,
    "attempts" INTEGER NOT NULL,
    "charge_at" TIMESTAMPTZ(3),
    "charge_until" TIMESTAMPTZ(3),
    "top_up_of" TEXT,
    "moved_settled" BIGINT,
    "moved_returned" BIGINT,
    "transfer_reference" TEXT,

    CONSTRAINT "payment_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "payment_lot" (
    "organization_id" UUID NOT NULL,
    "lot_id" UUID NOT NULL,
    "payment_id" UUID NOT NULL,
    "moved_granted" BIGINT,

    CONSTRAINT "payment_lot_pkey" PRIMARY KEY ("organization_id","lot_id")
);

-- CreateTable
CREATE TABLE "payment_method" (
    "organization_id" UUID NOT NULL,
    "provider" "payment_provider" NOT NULL,
    "customer" TEXT NOT NULL,
    "method" TEXT,
    "label" TEXT,
    "brand" TEXT,
    "last4" TEXT,
    "expires_month" SMALLINT,
    "expires_year" SMALLINT,
    "renews_plan" BOOLEAN NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payment_method_pkey" PRIMARY KEY ("organization_id","provider")
);

-- CreateIndex
CREATE UNIQUE INDEX "credit_pack_name_version_key" ON "credit_pack"("name", "version");

-- CreateIndex
CREATE UNIQUE INDEX "credit_pack_sold" ON "credit_pack"("name") WHERE ("ended_at" IS NULL);

-- CreateIndex
CREATE UNIQUE INDEX "credit_pack_external_id" ON "credit_pack"("external_id") WHERE ("ended_at" IS NULL);

-- CreateIndex
CREATE INDEX "payment_of_all" ON "payment"("id");

-- CreateIndex
CREATE INDEX "payment_unsettled" ON "payment"("organization_id", "id") WHERE (problem IS NOT NULL);

-- CreateIndex
CREATE INDEX "payment_unsettled_of_all" ON "payment"("id") WHERE (problem IS NOT NULL);

-- CreateIndex
CREATE INDEX "payment_check" ON "payment"("check_at") WHERE (check_at IS NOT NULL);

-- CreateIndex
CREATE INDEX "payment_open" ON "payment"("organization_id") WHERE (status = 'OPEN');

-- CreateIndex
CREATE INDEX "payment_of_plan_unsettled" ON "payment"("organization_id") WHERE (plan_id IS NOT NULL AND settled_at IS NULL);

-- CreateIndex
CREATE INDEX "payment_expiring" ON "payment"("expires_at") WHERE (status = 'OPEN' AND check_at IS NULL AND expires_at IS NOT NULL);

-- CreateIndex
CREATE INDEX "payment_charge" ON "payment"("charge_at") WHERE (charge_at IS NOT NULL);

-- CreateIndex
CREATE INDEX "payment_renewal" ON "payment"("organization_id", "charge_until") WHERE (trigger = 'RENEWAL');

-- CreateIndex
CREATE INDEX "payment_reference" ON "payment"("provider", "reference") WHERE (reference IS NOT NULL);

-- CreateIndex
CREATE UNIQUE INDEX "payment_transfer_reference" ON "payment"("transfer_reference") WHERE (transfer_reference IS NOT NULL);

-- CreateIndex
CREATE INDEX "payment_lot_of_payment" ON "payment_lot"("organization_id", "payment_id");

-- CreateEnum
CREATE TYPE "simulation_status" AS ENUM ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELED');

-- CreateTable
CREATE TABLE "simulation" (
    "id" UUID NOT NULL,
    "status" "simulation_status" NOT NULL,
    "sequence" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "document" JSONB NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "until_at" TIMESTAMPTZ(3) NOT NULL,
    "key" TEXT,
    "mail_to" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL,
    "stops" INTEGER NOT NULL DEFAULT 0,
    "tasks" BIGINT NOT NULL,
    "tasks_total" BIGINT,
    "failure" TEXT,
    "result" JSONB,

    CONSTRAINT "simulation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "simulated_organization" (
    "simulation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "credit_type" TEXT NOT NULL,
    "tasks" BIGINT NOT NULL,
    "refused" BIGINT NOT NULL,
    "refusals" JSONB NOT NULL,
    "credits_before" BIGINT NOT NULL,
    "credits_after" BIGINT NOT NULL,
    "refunded_before" BIGINT NOT NULL,
    "refunded_after" BIGINT NOT NULL,
    "sequence" BIGINT NOT NULL,
    "expired_before" BIGINT NOT NULL,
    "expired_after" BIGINT NOT NULL,
    "ran_out_at" TIMESTAMPTZ(3),
    "required" BIGINT,
    "available" BIGINT,

    CONSTRAINT "simulated_organization_pkey" PRIMARY KEY ("simulation_id","id")
);

-- CreateIndex
CREATE INDEX "simulation_open" ON "simulation"("id") WHERE ("ended_at" IS NULL);

-- CreateIndex
CREATE INDEX "simulated_organization_by_change" ON "simulated_organization"("simulation_id", "sequence");

-- CreateIndex
CREATE INDEX "simulated_organization_ran_out" ON "simulated_organization"("simulation_id", "sequence") WHERE (ran_out_at IS NOT NULL);

-- CreateEnum
CREATE TYPE "receipt_kind" AS ENUM ('RECEIPT', 'CREDIT_NOTE');

-- CreateTable
CREATE TABLE "billing_details" (
    "organization_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "tax_id" TEXT,
    "email" TEXT,
    "bank_account" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "billing_details_pkey" PRIMARY KEY ("organization_id","version")
);

-- CreateTable
CREATE TABLE "receipt" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" "receipt_kind" NOT NULL,
    "is_test" BOOLEAN NOT NULL,
    "number" BIGINT,
    "payment_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "tax" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "buyer_version" INTEGER,
    "seller_version" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "organization_name" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "reference" TEXT,
    "of_dispute" BOOLEAN NOT NULL,
    "moved" JSONB,

    CONSTRAINT "receipt_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "receipt_number" ON "receipt"("is_test", "kind", "number");

-- CreateIndex
CREATE INDEX "receipt_of_payment" ON "receipt"("organization_id", "payment_id", "created_at");

-- CreateIndex
CREATE INDEX "receipt_at" ON "receipt"("organization_id", "created_at");

-- CreateIndex
CREATE INDEX "receipt_of_all" ON "receipt"("created_at", "id");

CREATE FUNCTION refuse_receipt_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% has only new rows: it is never changed', TG_TABLE_NAME;
END
$$;
CREATE TRIGGER receipt_immutable BEFORE DELETE OR UPDATE ON receipt FOR EACH ROW EXECUTE FUNCTION refuse_receipt_change();
CREATE TRIGGER billing_details_immutable BEFORE DELETE OR UPDATE ON billing_details FOR EACH ROW EXECUTE FUNCTION refuse_receipt_change();
