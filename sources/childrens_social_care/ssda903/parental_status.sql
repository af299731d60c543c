-- The return asks of girls whether they are mothers; of boys it says nothing.
select
    CHILD as record_id,
    case when MOTHER then 'yes' else 'no' end as status
from typed.ssda903_header
where MOTHER is not null and (MOTHER or sex = 'F')
