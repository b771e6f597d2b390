/* #include <gtk/gtk.h> in a comment is none */
#include "yao-transport.h"
#include <libsoup/soup.h>
#include <curl/curl.h>
#include "../../base/yao-low.h"
#include "yao-nowhere.h"
#include <sys/stat.h>
