// From a document of the configuration to what its form is asked for.
// In: config::Document. Out: FormRequest. Deliberately reads no file: whoever fills a template reads it.
#pragma once

#include "cli/forms.h"
#include "cli/plan.h"

namespace mdg::cli {

FormRequest RequestFrom(const config::Document& document, const Plan& plan);

}  // namespace mdg::cli
