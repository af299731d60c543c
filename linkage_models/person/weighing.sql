-- What the weights of the night start from: its own prior, and how far that is from the prior of the
-- records that the model was trained on.
select
    $prior_of_model as prior_of_model,
    $prior - $prior_of_model as shift,
    $prior as prior,
    $has_households as has_households
