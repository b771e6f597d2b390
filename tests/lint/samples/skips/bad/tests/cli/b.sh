skip "one" "no network"
