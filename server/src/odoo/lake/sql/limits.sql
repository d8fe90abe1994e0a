SET GLOBAL memory_limit = '{{memory}}';
SET GLOBAL threads = {{threads}};
