{
  'targets': [
    {
      'target_name': 'nanobias_native',
      'sources': [
        'addon/addon.cpp',
        'addon/measure.cpp',
        'addon/pty_loop.cpp',
        'addon/pty_object.cpp',
        'core/codes.cpp',
        'core/codes_avx512.cpp',
        'core/crc32c.cpp',
        'core/deframer.cpp',
        'core/descriptor.cpp',
        'core/for128.cpp',
        'core/outlet.cpp',
        'core/pty.cpp',
        'core/ring.cpp',
        'core/sample_block.cpp',
        'core/sampler.cpp',
        'core/serial.cpp',
        'core/source.cpp',
        'core/stream.cpp',
        'core/trip.cpp',
      ],
      'include_dirs': ["<!(node -p \"require('node-addon-api').include_dir\")"],
      'defines': [
        'NAPI_VERSION=8',
        'NODE_ADDON_API_DISABLE_CPP_EXCEPTIONS',
        # Electron forbids them: with this they do not compile.
        'NODE_API_NO_EXTERNAL_BUFFERS_ALLOWED',
        # Without it a callback during worker.terminate() aborts the process.
        'NODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS',
      ],
      'cflags': ['-fvisibility=hidden', '-Wall', '-Wextra'],
      'cflags_cc!': ['-fno-exceptions'],
      'cflags_cc': ['-std=c++17', '-O3', '-fexceptions', '-pthread'],
      'xcode_settings': {
        'CLANG_CXX_LANGUAGE_STANDARD': 'c++17',
        'GCC_ENABLE_CPP_EXCEPTIONS': 'YES',
        'GCC_OPTIMIZATION_LEVEL': '3',
        'GCC_SYMBOLS_PRIVATE_EXTERN': 'YES',
      },
      'msvs_settings': {
        'VCCLCompilerTool': { 'AdditionalOptions': ['/std:c++17'], 'ExceptionHandling': 1 },
      },
    },
  ],
}
