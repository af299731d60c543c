-- A cleaned line of an address with its short words written out: two sources shorten differently.

create or replace macro in_full(line) as (
    array_to_string(
        list_transform(string_split(line, ' '), lambda x: case x
            when 'RD' then 'ROAD'
            when 'ST' then 'STREET'
            when 'AVE' then 'AVENUE'
            when 'CL' then 'CLOSE'
            when 'DR' then 'DRIVE'
            when 'LA' then 'LANE'
            else x
        end), ' '
    )
);
