euros = { $count } يورو
    .speech = { $count } يُورُو
cents =
    { $count ->
        [one] سنت واحد
        [two] سنتان
        [few] { $count } سنتات
       *[other] { $count } سنتا
    }
    .speech =
    { $count ->
        [one] سِنْتٌ وَاحِدٌ
        [two] سِنْتَانِ
        [few] { $count } سِنْتَاتٍ
       *[other] { $count } سِنْتًا
    }
euros-and-cents = { $euros } و{ $cents }
    .speech = { $euros } وَ { $cents }
decimal = { $whole },{ $part }
    .speech = { $whole } فَاصِلَةٌ { $part }
date = { $day } { $month } { $year }
    .speech = { $day } { $month } { $year }
time =
    { $shape ->
        [hour] { $hour }
        [short] { $hour } و { $minute } دقائق
       *[long] { $hour } و { $minute } دقيقة
    }
    .speech =
    { $shape ->
        [hour] { $hour }
        [short] { $hour } وَ { $minute } دَقَائِقَ
       *[long] { $hour } وَ { $minute } دَقِيقَةً
    }
half-of-day =
    { $half ->
       *[am] { $time }
    }
    .speech =
    { $half ->
       *[am] { $time }
    }
plus = زائد
    .speech = زَائِدٌ
chosen = تم اختياره
    .speech = تَمَّ اخْتِيَارُهُ
position = { $position } من { $of }
    .speech = { $position } مِنْ { $of }
choices =
    { $count ->
        [one] خيار واحد
        [two] خياران
        [few] { $count } خيارات
       *[other] { $count } خيارا
    }
    .speech =
    { $count ->
        [one] خِيَارٌ وَاحِدٌ
        [two] خِيَارَانِ
        [few] { $count } خِيَارَاتٍ
       *[other] { $count } خِيَارًا
    }
answer = الإجابة: { $answer }
    .speech = اَلْإِجَابَةُ: { $answer }
no-answer = لا توجد إجابة بعد
    .speech = لَا تُوجَدُ إِجَابَةٌ بَعْدُ
hidden-answer = الإجابة: لا تظهر
    .speech = اَلْإِجَابَةُ: لَا تَظْهَرُ
rows =
    { $count ->
        [one] صف واحد
        [two] صفان
        [few] { $count } صفوف
       *[other] { $count } صفا
    }
    .speech =
    { $count ->
        [one] صَفٌّ وَاحِدٌ
        [two] صَفَّانِ
        [few] { $count } صُفُوفٍ
       *[other] { $count } صَفًّا
    }
session-end = تنتهي الجلسة في الساعة { $time } إذا لم تفعل شيئا
    .speech = تَنْتَهِي الْجَلْسَةُ فِي السَّاعَةِ { $time } إِذَا لَمْ تَفْعَلْ شَيْئًا
outside = موقع آخر
    .speech = مَوْقِعٌ آخَرُ
