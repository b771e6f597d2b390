#pragma once
#include "yao-low.h"
