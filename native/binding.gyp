{
  'targets': [
    {
      'target_name': 'nanobias_native',
      'sources': [
        'addon/addon.cpp',
        'addon/pty_loop.cpp',
        'core/codes.cpp',
        'core/crc32c.cpp',
        'core/deframer.cpp',
        'core/pty.cpp',
        'core/sample_block.cpp',
        'core/sampler.cpp',
        'core/stream.cpp',
      ],
      'include_dirs': ["<!(node -p \"require('node-addon-api').include_dir\")"],
      'defines': [
        'NAPI_VERSION=8',
        'NODE_ADDON_API_DISABLE_CPP_EXCEPTIONS',
        # Without it a callback during worker.terminate() aborts the process.
        'NODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS',
      ],
      'cflags': ['-fvisibility=hidden', '-Wall', '-Wextra'],
      'cflags_cc': ['-std=c++17', '-O3', '-fno-exceptions'],
      'xcode_settings': {
        'CLANG_CXX_LANGUAGE_STANDARD': 'c++17',
        'GCC_ENABLE_CPP_EXCEPTIONS': 'NO',
        'GCC_OPTIMIZATION_LEVEL': '3',
        'GCC_SYMBOLS_PRIVATE_EXTERN': 'YES',
      },
      'msvs_settings': {
        'VCCLCompilerTool': { 'AdditionalOptions': ['/std:c++17'], 'ExceptionHandling': 0 },
      },
    },
  ],
}
