"""Questions of surveys and their forms, without a database."""
