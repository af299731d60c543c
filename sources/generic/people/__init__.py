"""SELECTs for any list: people and contacts, where they live, and what a service does with them."""
