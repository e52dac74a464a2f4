error-prefix = خطأ:
    .speech = خَطَأٌ:
problems-heading =
    { $count ->
        [one] هناك مشكلة واحدة
        [two] هناك مشكلتان
        [few] هناك { $count } مشاكل
       *[other] هناك { $count } مشكلة
    }
    .speech =
    { $count ->
        [one] هُنَاكَ مُشْكِلَةٌ وَاحِدَةٌ
        [two] هُنَاكَ مُشْكِلَتَانِ
        [few] هُنَاكَ { $count } مَشَاكِلَ
       *[other] هُنَاكَ { $count } مُشْكِلَةً
    }
title-problems =
    { $count ->
        [one] خطأ واحد:
        [two] خطآن:
        [few] { $count } أخطاء:
       *[other] { $count } خطأ:
    }
    .speech =
    { $count ->
        [one] خَطَأٌ وَاحِدٌ:
        [two] خَطَآنِ:
        [few] { $count } أَخْطَاءٍ:
       *[other] { $count } خَطَأً:
    }
institute = INPS
    .speech = إِينْبْسْ
optional = (اختياري)
    .speech = (اِخْتِيَارِيٌّ)
unanswered = لا إجابة بعد
    .speech = لَا إِجَابَةَ بَعْدُ
step = الخطوة { $now } من { $of }
    .speech = اَلْخُطْوَةُ { $now } مِنْ { $of }
part = { $part }، الجزء { $now } من { $of }
    .speech = { $part }، اَلْجُزْءُ { $now } مِنْ { $of }
day = اليوم
    .speech = اَلْيَوْمُ
month = الشهر
    .speech = اَلشَّهْرُ
year = السنة
    .speech = اَلسَّنَةُ
task-done = مكتمل
    .speech = مُكْتَمِلٌ
task-to-do = يجب إكماله
    .speech = يَجِبُ إِكْمَالُهُ
task-begun = قيد الإكمال
    .speech = قَيْدَ الْإِكْمَالِ
task-wrong = فيه خطأ
    .speech = فِيهِ خَطَأٌ
task-blocked = لا يمكنك البدء بعد
    .speech = لَا يُمْكِنُكَ الْبَدْءُ بَعْدُ
task-review = تجب مراجعته
    .speech = تَجِبُ مُرَاجَعَتُهُ
task-refused = لا يمكن الإرسال هكذا
    .speech = لَا يُمْكِنُ الْإِرْسَالُ هٰكَذَا
fill-in = للإجابة أو الإرسال افتح هذه الصفحة بشكلها المعتاد:
    .speech = لِلْإِجَابَةِ أَوِ الْإِرْسَالِ افْتَحْ هٰذِهِ الصَّفْحَةَ بِشَكْلِهَا الْمُعْتَادِ:
search-by-address = للبحث في النص البسيط اكتب كلماتك في آخر هذا العنوان:
    .speech = لِلْبَحْثِ فِي النَّصِّ الْبَسِيطِ اكْتُبْ كَلِمَاتِكَ فِي آخِرِ هٰذَا الْعُنْوَانِ:
tasks-done = الأجزاء المكتملة: { $done } من { $of }
    .speech = اَلْأَجْزَاءُ الْمُكْتَمِلَةُ: { $done } مِنْ { $of }
nothing = لا شيء
    .speech = لَا شَيْءَ
actions = الإجراءات
    .speech = اَلْإِجْرَاءَاتُ
test-data = بيانات تجريبية: أشخاص ومكاتب وهمية
    .speech = بَيَانَاتٌ تَجْرِيبِيَّةٌ: أَشْخَاصٌ وَمَكَاتِبُ وَهْمِيَّةٌ
received = تم الاستلام في { $date } الساعة { $time }
    .speech = تَمَّ الِاسْتِلَامُ فِي { $date } السَّاعَةَ { $time }
next-heading = ماذا يحدث الآن
    .speech = مَاذَا يَحْدُثُ الْآنَ
