// A Document as the data of a template.
// In: Document. Out: names and values, as docs/templates.md describes them. Every name is always there, a text that is empty as
// something false, so that `{{#unit}}` is not taken from the metric around a label. Deliberately no escaping.
#pragma once

#include <kainjow/mustache.hpp>
#include <span>
#include <string_view>

#include "render/document.h"

namespace mdg::render {

kainjow::mustache::data MakeTemplateData(const Document& document);

// Every name there is, in any place; sorted.
std::span<const std::string_view> TemplateNames();

}  // namespace mdg::render
