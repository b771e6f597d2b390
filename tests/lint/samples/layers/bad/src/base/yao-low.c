#include "yao-low.h"
#include "yao.h"
