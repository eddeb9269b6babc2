-- The rows of which coverage is counted, each with the day on which its source was last seen to say it.
--
-- Withdrawn rows are left out, as in the counting tables; of branches and laws only the row that counts.
CREATE TEMP VIEW counted_agreements AS
SELECT *, agreement_id AS row_id, last_seen AS seen_on FROM agreements WHERE status <> 'withdrawn';

CREATE TEMP VIEW counted_claims AS
SELECT claims.*, claims.claim_id AS row_id, sources.data_of AS seen_on
FROM claims
LEFT JOIN sources ON sources.source_id = claims.source_id;

CREATE TEMP VIEW counted_branches AS
SELECT branches.*, branches.branch_id AS row_id, sources.data_of AS seen_on
FROM branches
LEFT JOIN sources ON sources.source_id = branches.source_id
WHERE branches.same_as IS NULL AND branches.withdrawn_on IS NULL;

CREATE TEMP VIEW counted_laws AS
SELECT laws.*, laws.law_id AS row_id, sources.data_of AS seen_on
FROM laws
LEFT JOIN sources ON sources.source_id = laws.source_id
WHERE laws.same_as IS NULL AND laws.withdrawn_on IS NULL;

CREATE TEMP VIEW counted_offices AS
SELECT *, state_code AS row_id, NULL::VARCHAR AS seen_on FROM offices;

-- An agreement printed by one source has that source's evidence; of the others each field has that of its printer.
CREATE TEMP VIEW shared_observations AS
SELECT *, agreement_id AS row_id, last_seen AS seen_on
FROM agreement_observations
WHERE status <> 'withdrawn' AND withdrawn_on IS NULL
QUALIFY count(*) OVER (PARTITION BY agreement_id) > 1;

-- A row of offices is made of statements; each of its columns has the evidence of the statement behind it.
CREATE TEMP VIEW office_statements AS
SELECT
    state_code,
    CASE field
        WHEN 'municipal_office' THEN 'municipal_offices'
        WHEN 'city_network' THEN 'city_networks'
        WHEN 'migration_governance_profile' THEN 'governance_profile'
        WHEN 'constitution_recognises_migrants' THEN 'constitution'
        ELSE field
    END AS field,
    value,
    value_printed,
    evidence,
    seen_on
FROM office_facts
WHERE withdrawn_on IS NULL AND field <> 'law'
UNION ALL
SELECT state_code, 'law', title, title, evidence, seen_on FROM counted_laws;
