-- Attempts to sign in are counted in request_rate.
DROP TABLE "auth_rate_limit";

-- An issuer's second `sub` that was joined to an account by its address alone is no way in any more; the first one is.
DELETE FROM auth_account later USING auth_account first
  WHERE later.user_id = first.user_id AND later.provider_id = first.provider_id
    AND (first.created_at, first.id) < (later.created_at, later.id);
DROP INDEX "auth_account_user_id_idx";
CREATE UNIQUE INDEX "auth_account_user_id_provider_id_key" ON "auth_account"("user_id", "provider_id");
CREATE UNIQUE INDEX "auth_account_provider_id_account_id_key" ON "auth_account"("provider_id", "account_id");

-- Secrets at rest: sessions are found by a hash, an issuer's tokens aren't kept, and what is in auth_verification ends.
UPDATE auth_session SET token = 'sha256:' || encode(sha256(convert_to(token, 'UTF8')), 'hex');
UPDATE auth_account SET access_token = NULL, refresh_token = NULL, id_token = NULL;
DELETE FROM auth_verification;

-- Whatever ends a session counts access_version up, in the same transaction: live streams that were opened with it end.
CREATE FUNCTION count_ended_sessions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE access_version SET version = version + 1 WHERE id = 1 AND EXISTS (SELECT 1 FROM ended);
  RETURN NULL;
END $$;
CREATE TRIGGER auth_session_ended AFTER DELETE ON auth_session
  REFERENCING OLD TABLE AS ended FOR EACH STATEMENT EXECUTE FUNCTION count_ended_sessions();
