module wardround.invalid/cluster/pause

go 1.25.0
