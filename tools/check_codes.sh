#!/bin/bash
# Checks that every diagnostic code and every reason is documented and tested, and that nothing else is documented as one.
# In: src/diagnostics/codes.h, src/model/text.cc, docs/, tests/. Out: one line for each offence; exit 1 when there is one.
set -euo pipefail
cd "$(dirname "$0")/.."
offences=0
offence() { echo "$1"; offences=$((offences + 1)); }

check_sections() {  # PAGE WORD...: the page's sections are exactly the words
  local page=$1 word
  shift
  for word in "$@"; do
    grep -qx "## $word" "$page" || offence "$page: has no section \"## $word\""
  done
  while IFS= read -r word; do
    [[ " $* " == *" $word "* ]] || offence "$page: section \"## $word\" stands for nothing"
  done < <(sed -n 's/^## //p' "$page")
}

mapfile -t codes < <(grep -oP '^inline constexpr char k\w+\[\] = "\K[^"]+' src/diagnostics/codes.h)
mapfile -t reasons < <(grep -oP 'case Reason::k\w+: return "\K[^"]+' src/model/text.cc)
((${#codes[@]} > 0 && ${#reasons[@]} > 0)) || offence "found no code or no reason: has their form changed?"
[[ $(printf '%s\n' "${codes[@]}" | sort | uniq -d) == "" ]] || offence "src/diagnostics/codes.h: a code stands twice"
check_sections docs/diagnostics.md "${codes[@]}"
check_sections docs/reasons.md "${reasons[@]}"
for code in "${codes[@]}"; do
  constant=$(grep -oP "k\w+(?=\[\] = \"$code\")" src/diagnostics/codes.h)
  grep -rqE "\[$code\]|code::$constant\b|\"$code\"" tests/cases tests/unit tests/end_to_end ||
    offence "no test shows the code $code"
  grep -rq "code::$constant\b" src || offence "nothing in src reports the code $code"
done

if ((offences > 0)); then
  echo "codes: $offences offences"
  exit 1
fi
echo "codes: fine"
