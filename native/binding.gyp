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
      'dependencies': ["<!(node -p \"require('node-addon-api').targets\"):node_addon_api"],
      'defines': [
        'NAPI_VERSION=8',
        # Without it a callback during worker.terminate() aborts the process.
        'NODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS',
      ],
      'cflags': ['-fvisibility=hidden', '-Wall', '-Wextra'],
      'cflags_cc': ['-std=c++17', '-O3'],
      'xcode_settings': {
        'CLANG_CXX_LANGUAGE_STANDARD': 'c++17',
        'GCC_OPTIMIZATION_LEVEL': '3',
        'GCC_SYMBOLS_PRIVATE_EXTERN': 'YES',
      },
      'msvs_settings': {
        'VCCLCompilerTool': { 'AdditionalOptions': ['/std:c++17'] },
      },
    },
  ],
}
