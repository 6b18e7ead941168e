"""Questions of one side of one initiative."""
