-- How many notes in words are held with a person's records; they may name others.
select count(*) as note_count
from conformed.family_note as n
inner join subject_record as s on n.source = s.source and n.record_id = s.record_id
