#include "yao.h"
#include "yao-open.h"
#include <libsoup/soup.h>
