#include "yao.h"
#include <adwaita.h>
#include <glib/gi18n.h>
