const char *texts[] = { _ ("Name"), _ ("Sign"), _ ("Next"), _ ("Back") };
