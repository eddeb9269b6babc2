-- Agreements of the migrant offices: those whose Mexican party is an office by any name it has or had, and those that
-- the book's chapter on OFAM names (De la A a la Z en la Internacionalización Local, SRE, KAS, IMR, Ibero, 2025, ch. 7).
WITH named AS (
    SELECT
        agreements.agreement_id,
        office_names.office_id,
        -- The name that says most is the one meant, the present one first.
        row_number() OVER (
            PARTITION BY agreements.agreement_id
            ORDER BY length(office_names.office_name) DESC, office_names.standing, office_names.office_id
        ) AS place
    FROM agreements
    INNER JOIN office_names ON office_names.state_code = agreements.state_code
    WHERE contains(
        strip_accents(lower(agreements.local_party)),
        strip_accents(lower(regexp_replace(office_names.office_name, '\s*\([^)]*\)|\s+(de|del estado de) ' || office_names.state || '$', '', 'gi')))
    )
)

SELECT
    agreements.state_code,
    agreements.state,
    agreements.agreement_id,
    CASE WHEN named.office_id IS NULL THEN 'named_by_chapter' ELSE 'signed_by_office' END AS linked_by,
    coalesce(named.office_id, offices.office_id) AS office_id,
    agreements.counterpart,
    agreements.counterpart_type,
    agreements.signed_on
FROM agreements
LEFT JOIN named ON named.agreement_id = agreements.agreement_id AND named.place = 1
LEFT JOIN offices ON offices.state_code = agreements.state_code
WHERE named.office_id IS NOT NULL
    OR (agreements.source_url = 'book:ch7' AND agreements.state_code IS NOT NULL);
