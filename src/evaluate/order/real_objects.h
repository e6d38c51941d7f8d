// Methods that were called on objects the program does not make.
//
//     func New(prefix string, r prometheus.Registerer) *Server         run by itself, with arguments nobody knows, before the program
//     func (s *Server) Start() { s.registerer.MustRegister(...) }      calls it with real ones: Start was seen on that object only
//
// In: calls of methods that made metrics. Out: more Constructions, of the objects the program makes; what the others were seen to make is
// superseded where these come by the same place. Deliberately not for objects whose constructor nobody calls: those may be made.
#pragma once

#include "evaluate/evaluator.h"

namespace mdg::evaluate {

class RealObjects {
 public:
  explicit RealObjects(Evaluator& evaluator) : evaluator_(evaluator) {}

  // A method's call has made what there is since there were `begin` constructions; so many calls had led there.
  void NoteMade(Value method, const Arguments& arguments, size_t begin, size_t depth);
  void Run();

 private:
  bool IsReal(CellId object) const;
  Value OnlyObjectFor(const Symbol* method) const;
  void AddCallers(const MadeOnSupposed& call, size_t begin);
  void RunOn(Value object, const MadeOnSupposed& call);

  Evaluator& evaluator_;
};

}  // namespace mdg::evaluate
