-- Who cares for which child, each pair once.
select
    child_id,
    adult_id,
    arg_min(given_tie(role), list_position($roles, given_tie(role))) as role,
    max(given_tie(residence)) filter (where given_tie(residence) in ('with_child', 'elsewhere')) as residence
from received.true_tie
group by child_id, adult_id
order by child_id, adult_id
