"""The solvers: values in, values out; only this floor knows OR-Tools."""
