-- Places by their number in the property register. Where spellings of one number are classed as two
-- kinds, neither is known.
select
    clean_uprn(UPRN) as uprn,
    case
        when min(CLASSIFICATION_CODE) = max(CLASSIFICATION_CODE) then min(CLASSIFICATION_CODE)
    end as kind
from typed.addressbase_address
where clean_uprn(UPRN) is not null
group by clean_uprn(UPRN)
