-- Dated addresses of clients, and the addresses typed in for their contacts.
select
    a.ClientID as record_id,
    a.FromDate as from_date,
    a.ToDate as to_date,
    a.AddressType as use,
    lines_joined([a.AddressLine1, a.AddressLine2, a.AddressLine3]) as line,
    premises_of(a.AddressLine1) as premises,
    a.PostCode as postcode
from typed.client_address as a

union all by name

select
    k.ClientID || ':contact:' || k.ClientContactID as record_id,
    k.StartDate as from_date,
    k.EndDate as to_date,
    'home' as use,
    lines_joined([k.AddressLine1, k.AddressLine2, k.AddressLine3]) as line,
    premises_of(k.AddressLine1) as premises,
    k.PostCode as postcode
from typed.client_contact as k
where k.AddressLine1 is not null or k.PostCode is not null
