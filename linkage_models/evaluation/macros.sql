-- What a share over persons needs, so that its spread follows in one pass: x of y, by unit of chance.
create or replace macro share_sums(x, y) as {
    'x': coalesce(sum(x), 0),
    'y': coalesce(sum(y), 0),
    'xx': coalesce(sum(x * x), 0),
    'xy': coalesce(sum(x * y), 0),
    'yy': coalesce(sum(y * y), 0),
    'units': count(*) filter (where y > 0)
};
