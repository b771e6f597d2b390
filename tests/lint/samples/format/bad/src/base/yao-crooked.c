int yao (int a);
int
yao (int a)
{
    if(a) { return 1; }
  return 0;
}
