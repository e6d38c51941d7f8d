// How far the evaluator goes: what is over is Unknown with the reason `limit`.
// In: nothing. Out: Limits. The figures are what the largest trees at hand need, with room; deliberately no settings of the user's.
#pragma once

#include <cstddef>
#include <cstdint>

namespace mdg::evaluate {

struct Limits {
  size_t questions = 400'000;           // the slice asks; temporal needs 390,000, Kubernetes two million, nine tenths of them for nothing
  size_t questions_per_metric = 1'000;  // more of them, for each call that makes one: many repositories in one folder, say
  uint64_t steps_per_root = 200'000;
  uint64_t steps_paid_by_metric = 40;   // back for each new one: a row of a table takes about a dozen
  uint64_t steps_paid_by_flag = 40;     // the same: a server declares hundreds in one function
  uint64_t second_try = 3;              // times as many steps, for a root that was cut off
  uint64_t steps_of_second_tries = 2'000'000;  // of all together, on top of steps_in_all
  uint64_t steps_in_all = 6'000'000;
  uint64_t steps_in_reserve = 30'000;   // for each function that itself makes metrics, when those are used up
  uint64_t steps_of_far_roots = 5'000;  // of a function that makes no metrics and calls none that does, where objects are made of objects
  uint64_t steps_of_near_roots = 20'000;  // of one that calls a function that does
  uint64_t steps_of_main = 60'000;      // there; what is left in the middle is run by itself
  uint64_t steps_for_a_variable = 2'000;  // of a method that is run on what a package variable holds
  uint64_t steps_for_labels = 2'000;    // of a function that only uses instruments
  uint64_t value_steps_per_root = 80'000;
  uint64_t steps_for_a_value = 15'000;  // inside a function that no metric depends on, as far as its text shows
  size_t stack_bytes = 4u << 20;        // of the usual 8 MB
  int depth = 60;
  int shallow_depth = 3;                // when a function is run once more because it led too far
  int shallow_depth_of_objects = 6;     // where objects are made of objects
  int recursion = 2;                    // times a function may be on the call stack
  int chain = 8;                        // the same, of a method that only makes a value, on an object that is known: the one before it may be the last
  size_t iterations = 20'000;
  size_t dull_iterations = 64;          // of a counting loop in which nothing mentions metrics
  size_t records = 256;                 // of one struct type, for objects of which only the type is known
  size_t instances = 48;                // receivers of one type a method is run for
};

}  // namespace mdg::evaluate
