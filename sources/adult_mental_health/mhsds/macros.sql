-- What every SELECT about the data set needs: whose patient a number is, and whom a row is about.

-- The rows of patients with the organisation that gave the number, as far as it is told.
create or replace macro mhsds_patients(patients) as table (
    select
        *,  -- noqa: AM04
        coalesce(
            OrgIDProv,
            OrgIDLocalPatientID,
            min(coalesce(OrgIDProv, OrgIDLocalPatientID)) over (partition by LocalPatientID),
            ''
        ) as organisation
    from query_table(patients)
);

-- A number that several organisations gave is of as many patients.
create or replace macro mhsds_given(patients, headers) as table (
    select
        p.LocalPatientID,
        p.organisation,
        count(*) over (partition by p.LocalPatientID) as organisations,
        row_number() over (
            partition by p.LocalPatientID order by count(h.OrgIDProvider) = 0, p.organisation
        ) as place,
        p.LocalPatientID || case when place > 1 then '@' || p.organisation else '' end as record_id
    from mhsds_patients(patients) as p  -- noqa: RF02
    left join query_table(headers) as h on p.organisation = h.OrgIDProvider  -- noqa: RF02
    group by p.LocalPatientID, p.organisation
);

-- The rows of patients with the ids of their records.
create or replace macro mhsds_records(patients, headers) as table (
    select
        p.*,  -- noqa: AM04
        g.record_id
    from mhsds_patients(patients) as p  -- noqa: RF02
    inner join mhsds_given(patients, headers) as g  -- noqa: RF02
        on p.LocalPatientID = g.LocalPatientID and p.organisation = g.organisation
);

-- The rows of another table with the ids of the records that they are about. Which of several patients
-- one is about is not known where no organisation is named.
create or replace macro mhsds_about(entries, patients, headers) as table (
    select
        x.*,  -- noqa: AM04
        coalesce(
            g.record_id, x.LocalPatientID || case when n.LocalPatientID is not null then '@' else '' end
        ) as record_id
    from query_table(entries) as x  -- noqa: RF02
    left join mhsds_given(patients, headers) as g  -- noqa: RF02
        on x.LocalPatientID = g.LocalPatientID and (g.organisations = 1 or x.OrgIDProv = g.organisation)
    left join mhsds_given(patients, headers) as n  -- noqa: RF02
        on x.LocalPatientID = n.LocalPatientID and n.place = 1
);
