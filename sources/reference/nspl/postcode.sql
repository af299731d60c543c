-- Postcodes with ward, LSOA and decile: 32,844 English areas are ranked, 1 the most deprived.
select
    pcds as postcode,
    wd25cd as ward,
    lsoa21cd as lsoa,
    imd20ind as imd_rank,
    case when imd20ind > 0 then cast(least(10, ceil(imd20ind / 3284.4)) as integer) end as imd_decile
from typed.nspl_postcode
qualify row_number() over (partition by clean_postcode(pcds) order by doterm is null desc, dointr desc) = 1
