# Validates catalogs against the published schema.
# In: SCHEMA CATALOG... Out: a line for each mistake; exit 1 when there is one.
import json
import sys

import jsonschema

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
mistakes = 0
for path in sys.argv[2:]:
    with open(path, encoding="utf-8") as file:
        catalog = json.load(file)
    for error in validator.iter_errors(catalog):
        print(f"FAIL {path}: {error.json_path}: {error.message}")
        mistakes += 1
sys.exit(mistakes > 0)
