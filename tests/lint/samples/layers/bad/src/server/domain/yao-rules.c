#include "yao.h"
#include <sqlite3.h>
