const char *text = _ ("Sign");
