#define YAO_TYPE_BAD (yao_bad_get_type ())
G_DECLARE_FINAL_TYPE (YaoBad, yao_bad, YAO, BAD, GObject)
GType yao_bad_get_type (void);
void yao_bad_new (char *into);
void yao_bad_secret (void);
