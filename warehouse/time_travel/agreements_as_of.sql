-- What did this dataset know on a day? FROM agreements_as_of('2026-01-31'): every agreement as the newest version
-- up to the end of that day had it, withdrawn ones with their status, as in `agreements`. See moment_order()
-- for a month and for one version of a day. No rows before the first version.
-- A state holds from valid_from until valid_to, which is the first version that no longer has it.
CREATE MACRO agreements_as_of(moment) AS TABLE
    SELECT agreement_versions.* EXCLUDE (valid_from, valid_to)
    FROM agreement_versions
    WHERE version_order(valid_from) <= moment_order(moment)
      AND (valid_to IS NULL OR version_order(valid_to) > moment_order(moment))
    ORDER BY agreement_id;
