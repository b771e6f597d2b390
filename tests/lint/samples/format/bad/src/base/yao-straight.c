int
yao (int a)
{
  return a;
}
