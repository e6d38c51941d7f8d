// Whether samples say 0 or 1. See answers.h.
#include "evaluate/findings/answers.h"

namespace mdg::evaluate {

void AddNumber(Value number, Answers& answers) {
  if (number == nullptr || answers.others) {
    answers.others = true;
  } else if (number->Is(ValueKind::kChoice)) {
    for (Value way : number->items) AddNumber(way, answers);
  } else if (number->Is(ValueKind::kNumber) && number->rests_on == nullptr) {
    answers.zero = answers.zero || number->number == 0;
    answers.one = answers.one || number->number == 1;
    answers.others = number->number != 0 && number->number != 1;
  } else {
    answers.others = true;
  }
}

}  // namespace mdg::evaluate
