-- The baseline: what one would write by hand. The same work on the same tables as the lane does, one command a call,
-- each in a serializable transaction of its own: idempotency key, burn-down, hold, lot, wallet, hash-chained journal.

-- On plain tables: by hand, one would begin without partitions, which cost a statement about a single row more than they give.
CREATE SCHEMA baseline;
CREATE TABLE baseline.journal_entry (LIKE public.journal_entry INCLUDING ALL);
ALTER TABLE baseline.journal_entry ADD PRIMARY KEY (organization_id, wallet_id, sequence);
CREATE TABLE baseline.hold (LIKE public.hold INCLUDING ALL) WITH (fillfactor = 80);
CREATE TABLE baseline.hold_line (LIKE public.hold_line INCLUDING ALL);

CREATE FUNCTION baseline_record(p_wallet wallet, p_type journal_entry_type, p_credits bigint, p_hold uuid)
RETURNS bytea LANGUAGE plpgsql AS $$
DECLARE
  v_now timestamptz := clock_timestamp();
  v_hash bytea;
BEGIN
  v_hash := sha256(convert_to(concat_ws(E'\n', p_wallet.organization_id, p_wallet.id, p_wallet.sequence, p_type,
    p_credits, p_wallet.available, p_wallet.locked, p_wallet.frozen, '', p_hold, '', v_now, '', encode(p_wallet.head, 'hex')), 'UTF8'));
  INSERT INTO journal_entry (organization_id, wallet_id, sequence, type, credits, available, locked, frozen, hold_id,
    hash, created_at, recorded_at)
  VALUES (p_wallet.organization_id, p_wallet.id, p_wallet.sequence, p_type, p_credits, p_wallet.available,
    p_wallet.locked, p_wallet.frozen, p_hold, v_hash, v_now, v_now);
  RETURN v_hash;
END $$;

CREATE FUNCTION baseline_freeze(p_organization uuid, p_credit_type text, p_credits bigint, p_key text)
RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  v_wallet wallet;
  v_lot credit_lot;
  v_hold uuid := gen_random_uuid();
  v_missing bigint := p_credits;
  v_taken bigint;
  v_first_lot uuid;
  v_first_credits bigint;
  v_position int := 0;
BEGIN
  INSERT INTO idempotency_key (organization_id, key, fingerprint, result_id, created_at)
  VALUES (p_organization, p_key, sha256(convert_to(p_key, 'UTF8')), v_hold, clock_timestamp())
  ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    RETURN (SELECT result_id FROM idempotency_key WHERE organization_id = p_organization AND key = p_key);
  END IF;

  SELECT * INTO v_wallet FROM wallet WHERE organization_id = p_organization AND credit_type = p_credit_type FOR UPDATE;
  FOR v_lot IN
    SELECT * FROM credit_lot
    WHERE organization_id = p_organization AND wallet_id = v_wallet.id AND open AND available > 0
      AND (expires_at IS NULL OR expires_at > clock_timestamp())
    ORDER BY priority, expires_at NULLS LAST, created_at, id
  LOOP
    EXIT WHEN v_missing = 0;
    v_taken := least(v_missing, v_lot.available);
    UPDATE credit_lot SET available = available - v_taken, frozen = frozen + v_taken
    WHERE organization_id = p_organization AND id = v_lot.id;
    IF v_position = 0 THEN
      v_first_lot := v_lot.id;
      v_first_credits := v_taken;
    ELSE
      INSERT INTO hold_line (organization_id, hold_id, position, lot_id, credits)
      VALUES (p_organization, v_hold, v_position, v_lot.id, v_taken);
    END IF;
    v_position := v_position + 1;
    v_missing := v_missing - v_taken;
  END LOOP;
  IF v_missing > 0 THEN
    RAISE EXCEPTION 'insufficient credits';
  END IF;
  INSERT INTO hold (organization_id, id, wallet_id, status, credits, spent, released, first_lot_id, first_credits,
    expires_at, created_at)
  VALUES (p_organization, v_hold, v_wallet.id, 'OPEN', p_credits, 0, 0, v_first_lot, v_first_credits,
    clock_timestamp() + interval '1 hour', clock_timestamp());
  v_wallet.available := v_wallet.available - p_credits;
  v_wallet.frozen := v_wallet.frozen + p_credits;
  v_wallet.sequence := v_wallet.sequence + 1;
  UPDATE wallet SET available = v_wallet.available, frozen = v_wallet.frozen, sequence = v_wallet.sequence,
    head = baseline_record(v_wallet, 'FREEZE', p_credits, v_hold)
  WHERE organization_id = p_organization AND id = v_wallet.id;
  RETURN v_hold;
END $$;

CREATE FUNCTION baseline_spend(p_organization uuid, p_hold uuid, p_key text)
RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  v_wallet wallet;
  v_hold hold;
BEGIN
  INSERT INTO idempotency_key (organization_id, key, fingerprint, result_id, created_at)
  VALUES (p_organization, p_key, sha256(convert_to(p_key, 'UTF8')), p_hold, clock_timestamp())
  ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    RETURN true;
  END IF;

  SELECT * INTO v_hold FROM hold WHERE organization_id = p_organization AND id = p_hold FOR UPDATE;
  IF v_hold.status <> 'OPEN' THEN
    RAISE EXCEPTION 'hold is not open';
  END IF;
  SELECT * INTO v_wallet FROM wallet WHERE organization_id = p_organization AND id = v_hold.wallet_id FOR UPDATE;
  UPDATE credit_lot l SET frozen = l.frozen - v_hold.first_credits, spent = l.spent + v_hold.first_credits,
    open = l.available > 0 OR l.locked > 0 OR l.frozen - v_hold.first_credits > 0
  WHERE l.organization_id = p_organization AND l.id = v_hold.first_lot_id;
  IF v_hold.first_credits < v_hold.credits THEN
    UPDATE credit_lot l SET frozen = l.frozen - h.credits, spent = l.spent + h.credits,
      open = l.available > 0 OR l.locked > 0 OR l.frozen - h.credits > 0
    FROM hold_line h
    WHERE h.organization_id = p_organization AND h.hold_id = p_hold
      AND l.organization_id = p_organization AND l.id = h.lot_id;
  END IF;
  UPDATE hold SET status = 'SPENT', spent = credits, ended_at = clock_timestamp()
  WHERE organization_id = p_organization AND id = p_hold;
  v_wallet.frozen := v_wallet.frozen - v_hold.credits;
  v_wallet.sequence := v_wallet.sequence + 1;
  UPDATE wallet SET frozen = v_wallet.frozen, spent = spent + v_hold.credits, sequence = v_wallet.sequence,
    head = baseline_record(v_wallet, 'SPEND', v_hold.credits, p_hold)
  WHERE organization_id = p_organization AND id = v_wallet.id;
  RETURN true;
END $$;
