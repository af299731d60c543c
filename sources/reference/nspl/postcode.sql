-- Postcodes with ward, LSOA and decile within the nation, 1 the most deprived; of a postcode that was
-- used twice, the live one. Codes ending in 99999999 say "not in this nation" and are none.
select
    pcds as postcode,
    case when wd25cd not like '%99999999' then wd25cd end as ward,
    case when lsoa21cd not like '%99999999' then lsoa21cd end as lsoa,
    imd20ind as imd_rank,
    case when imd20ind > 0 then
            cast(least(10, ceil(imd20ind * 10.0 / case left(ctry25cd, 1)
                when 'W' then 1909
                when 'S' then 6976
                when 'N' then 890
                else 32844
            end)) as integer)
    end as imd_decile
from typed.nspl_postcode
qualify row_number() over (
        partition by clean_postcode(pcds)
        order by doterm is null desc, dointr desc, pcds, wd25cd, lsoa21cd, imd20ind
    ) = 1
