// There has to be a source for the headers to be compiled with.
