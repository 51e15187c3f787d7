"""What stands on this machine for services outside: each checks what its documentation says."""
