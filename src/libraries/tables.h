// One function a library; registry.cc lists them. In: nothing. Out: the declarations.
#pragma once

#include "libraries/library.h"

namespace mdg::libraries {

Library ClientGolang();
Library DockerGoMetrics();
Library VictoriaMetrics();

}  // namespace mdg::libraries
