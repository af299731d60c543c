-- What is typed about children in the form.
select
    f.ClientID as record_id,
    f.ChildrenDetails as text,
    f.FormDate as recorded_on
from typed.client_family_form as f
where f.ChildrenDetails is not null and not coalesce(f.Deleted, false)
