# For scripts that test: expectations that are counted. To be sourced. In: nothing. Out: `expect`, `passed`, `failed`.
passed=0
failed=0
expect() { # WHAT COMMAND...
  if "${@:2}"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "FAIL: $1"
  fi
}
